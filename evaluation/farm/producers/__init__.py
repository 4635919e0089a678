"""Programs that make PDFs: a file each, one interface (`producer.Producer`)."""
