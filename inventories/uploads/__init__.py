"""A file from its arrival to its being taken over: read, asked about, shown, confirmed, then written.

    arrival     a file is brought: refused at once, or kept with what was read of it
    working     reads and takes over, at once or in the background; may be killed at any time
    deciding    what people decide: answers, confirmation, dropping
    undoing     puts back what stood there before
    forgetting  deletes contents that nobody needs any more

What tells one kind of upload from another stands behind kinds.Kind: `report` and `history` (both by
`of_government`), and `public`. Keys of Upload.answers that begin with "to:" say what the file is for (TO);
all others are answers to questions of the layouts.
"""
