"""The one door for downloads: layers as files, and rejected rows, safe to open in a spreadsheet."""
