"""What people say about a document, and where: claims, figure marks, evidence, verdicts, the codebook."""
