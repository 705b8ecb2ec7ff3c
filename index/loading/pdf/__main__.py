"""The process that reads PDF files: ``python -m index.loading.pdf``."""

from index.loading.pdf.child_process import main

main()
