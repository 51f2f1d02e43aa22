"""Sheets to PDF bytes and PNG: the only room that knows ReportLab and PDFium. It never lays anything out."""
