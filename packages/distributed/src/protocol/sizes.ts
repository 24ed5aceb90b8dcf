/**
 * Blobs and results travel in parts of so many bytes: half of what a broker takes unless told
 * otherwise.
 */
export const partBytes = 512 * 1024;

/** What a message takes beside its part. */
export const envelopeBytes = 4 * 1024;

/** A blob or a result is at most as long: θ of 3 · 10⁷ parameters. */
export const longest = 256 * 1024 * 1024;

/** Of a blob, or of a result. */
export const mostParts = longest / partBytes;

/** How many parts so many bytes have. */
export const partsOf = (length: number): number => Math.max(1, Math.ceil(length / partBytes));
