"""Plans of updates that are not sent yet, and logs of what Ozon answered to those that were: read, split, applied.

Nothing here sends anything. Of a body is kept what its method knows; of headers, cookies and queries nothing.
"""
