"""The tests. What judges a finished piece stands in `instruments` and never asks the press for its opinion."""
