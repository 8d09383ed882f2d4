"""The pipeline, one public function a file: each takes values and returns values."""
