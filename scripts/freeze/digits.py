"""Writes test/fixtures/digits.bin.gz: scikit-learn's 1797 digits, 64 pixels of 0 to 16 each and a label, a byte a number."""

import gzip
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()
rows = np.hstack([digits.data, digits.target[:, None]]).astype(np.uint8)
out = Path(__file__).parents[2] / "test" / "fixtures" / "digits.bin.gz"
# No time stamp: the same bytes every time.
out.write_bytes(gzip.compress(rows.tobytes(), mtime=0))
