/** How long the view takes to move, in ms; not at all for who wants no motion. */
export const MOVE = { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180 }
