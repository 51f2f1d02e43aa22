"""Pictures from files: path data, logos in SVG, PNG and JPEG, art and icons."""
