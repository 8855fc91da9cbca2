import { distance, openSigner, WORDS } from '#knowledge/search/signatures.ts'

/** How much nearer an article is than the nearest of so many would be by chance, in standard deviations. */
export type Near = Map<string, number>

/** The vectors of the articles of one language: one for each question, the title, and the beginning of the text. */
export type Vectors = {
  put(articleId: string, vectors: Float32Array[]): void
  remove(articleId: string): void
  /** The nearest articles. `leaveOut` names a vector that is taken for missing: of an article, the how manieth. */
  nearest(query: Float32Array, leaveOut?: { articleId: string; nth: number }): Near
  of(articleId: string, nth: number): Float32Array | undefined
  count(): number
}

/** Up to so many vectors are multiplied each; of more, those whose signatures come nearest. */
const MULTIPLIED = 2000
const NEAREST = 400
/** So many tell what is usual. */
const SAMPLE = 256
/** Deviations from the middle to the upper quarter. */
const QUARTILE = 0.6745

type Owner = { articleId: string; nth: number }

export function openVectors(): Vectors {
  let size = 0
  let sign = openSigner(0)
  let numbers = new Float32Array()
  let signatures = new Uint32Array()
  const owners: Owner[] = []
  const placesOf = new Map<string, number[]>()

  const begin = (length: number) => {
    size = length
    sign = openSigner(size)
    numbers = new Float32Array(size * 64)
    signatures = new Uint32Array(WORDS * 64)
    owners.length = 0
    placesOf.clear()
  }
  /** The last vector moves into the gap, so that the block stays without holes. */
  const vacate = (place: number) => {
    const last = owners.length - 1
    const moved = owners[last]!
    if (place !== last) {
      numbers.copyWithin(place * size, last * size, (last + 1) * size)
      signatures.copyWithin(place * WORDS, last * WORDS, (last + 1) * WORDS)
      owners[place] = moved
      const places = placesOf.get(moved.articleId)!
      places[places.indexOf(last)] = place
    }
    owners.pop()
  }
  const remove = (articleId: string) => {
    const places = placesOf.get(articleId) ?? []
    while (places.length) {
      const highest = Math.max(...places)
      places.splice(places.indexOf(highest), 1)
      vacate(highest)
    }
    placesOf.delete(articleId)
  }
  return {
    put(articleId, vectors) {
      remove(articleId)
      for (const [nth, vector] of vectors.entries()) {
        // Another model gives vectors of another size: those of the one before are worth nothing.
        if (vector.length !== size) begin(vector.length)
        const place = owners.length
        if ((place + 1) * size > numbers.length) {
          numbers = widen(numbers, new Float32Array(numbers.length * 2))
          signatures = widen(signatures, new Uint32Array(signatures.length * 2))
        }
        numbers.set(vector, place * size)
        signatures.set(sign(vector), place * WORDS)
        owners.push({ articleId, nth })
        placesOf.set(articleId, [...(placesOf.get(articleId) ?? []), place])
      }
    },
    remove,
    nearest(query, leaveOut) {
      if (query.length !== size || owners.length === 0) return new Map()
      const likeness = (place: number) => product(query, numbers, place * size)
      const { usual, spread } = usualOf(owners.length, likeness)
      const places =
        owners.length <= MULTIPLIED ? owners.keys() : nearestOf(signatures, owners.length, sign(query), NEAREST)
      const chance = Math.sqrt(2 * Math.log(owners.length + 1))
      const near: Near = new Map()
      for (const place of places) {
        const { articleId, nth } = owners[place]!
        if (leaveOut?.articleId === articleId && leaveOut.nth === nth) continue
        const ahead = (likeness(place) - usual) / spread - chance
        if (ahead > (near.get(articleId) ?? Number.NEGATIVE_INFINITY)) near.set(articleId, ahead)
      }
      return near
    },
    of(articleId, nth) {
      const place = placesOf.get(articleId)?.find((one) => owners[one]!.nth === nth)
      return place === undefined ? undefined : numbers.slice(place * size, (place + 1) * size)
    },
    count: () => owners.length,
  }
}

function widen<Block extends Float32Array | Uint32Array>(old: Block, wider: Block): Block {
  wider.set(old)
  return wider
}

function product(query: Float32Array, numbers: Float32Array, from: number): number {
  let sum = 0
  for (let i = 0; i < query.length; i++) sum += query[i]! * numbers[from + i]!
  return sum
}

/**
 * What likeness is usual and how far it spreads, by quartiles of vectors spread over all of them: models differ much in
 * what is near, and the few that are near indeed must not count as usual.
 */
function usualOf(count: number, likeness: (place: number) => number): { usual: number; spread: number } {
  const size = Math.min(count, SAMPLE)
  const sample = Float64Array.from({ length: size }, (_, i) => likeness(Math.floor((i * count) / size))).sort()
  const usual = sample[size >> 1]!
  return { usual, spread: Math.max(0.02, (sample[(size * 3) >> 2]! - usual) / QUARTILE) }
}

/** Places with the fewest different bits, about `most`. */
function nearestOf(signatures: Uint32Array, count: number, signature: Uint32Array, most: number): number[] {
  const distances = new Uint16Array(count)
  const having = new Uint32Array(WORDS * 32 + 1)
  for (let place = 0; place < count; place++) {
    distances[place] = distance(signatures, place, signature)
    having[distances[place]!]!++
  }
  let limit = 0
  for (let sum = having[0]!; sum < most && limit < WORDS * 32; ) sum += having[++limit]!
  const places: number[] = []
  for (let place = 0; place < count && places.length < most * 2; place++)
    if (distances[place]! <= limit) places.push(place)
  return places
}
