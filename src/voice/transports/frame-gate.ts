/** A frame each 20 ms is 50 a second; more than twice that is a flood. */
const MOST_FRAMES_A_SECOND = 110

/** Lets frames of a browser's sound in as long as they come at a pace that sound has. */
export function openFrameGate() {
  let second = 0
  let count = 0
  return {
    admits(): boolean {
      const now = Math.floor(performance.now() / 1000)
      if (now !== second) count = 0
      second = now
      count += 1
      return count <= MOST_FRAMES_A_SECOND
    },
  }
}
