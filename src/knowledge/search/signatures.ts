import { openRandom } from '#knowledge/search/random.ts'

/** Words of 32 bits in a signature. */
export const WORDS = 8

/**
 * Reduces a vector to 256 bits, each the side of a random plane it lies on: vectors that are alike differ in few bits,
 * and comparing bits is a hundred times cheaper than multiplying numbers. The planes are the same on every node.
 */
export function openSigner(size: number): (vector: Float32Array) => Uint32Array {
  const random = openRandom(size)
  const planes = Float32Array.from({ length: WORDS * 32 * size }, () => random() - 0.5)
  return (vector) => {
    const signature = new Uint32Array(WORDS)
    for (let bit = 0; bit < WORDS * 32; bit++) {
      let side = 0
      for (let i = 0; i < size; i++) side += planes[bit * size + i]! * vector[i]!
      if (side > 0) signature[bit >> 5]! |= 1 << (bit & 31)
    }
    return signature
  }
}

/** Bits in which a signature differs from the one at `place` of a block. */
export function distance(block: Uint32Array, place: number, signature: Uint32Array): number {
  let bits = 0
  for (let word = 0; word < WORDS; word++) {
    let different = block[place * WORDS + word]! ^ signature[word]!
    different -= (different >>> 1) & 0x55555555
    different = (different & 0x33333333) + ((different >>> 2) & 0x33333333)
    bits += (((different + (different >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return bits
}
