"""The parts of an eCRF workbook: sheets eCRF_1 (about), eCRF_2 (a table), eCRF_3 (activities), and notes."""
