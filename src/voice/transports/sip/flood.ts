type Bucket = { tokens: number; at: number }

/**
 * How much one address may send. Strangers get little, hosts of a line much; with too many addresses at once the
 * strangers share one allowance, so that made-up senders cost no memory.
 */
export function openFloodGuard(now: () => number, isKnown: (address: string) => boolean) {
  const buckets = new Map<string, Bucket>()
  const crowd: Bucket = { tokens: CROWD.burst, at: now() }
  let dropped = 0
  let cleaned = 0

  function spend(bucket: Bucket, { rate, burst }: { rate: number; burst: number }): boolean {
    const time = now()
    bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.at) / 1000) * rate)
    bucket.at = time
    if (bucket.tokens < 1) {
      dropped++
      return false
    }
    bucket.tokens--
    return true
  }

  return {
    admits(address: string): boolean {
      const known = isKnown(address)
      let bucket = buckets.get(address)
      if (!bucket && buckets.size >= MOST) {
        forgetIdle()
        if (buckets.size >= MOST && !known) return spend(crowd, CROWD)
      }
      const limit = known ? KNOWN : STRANGER
      bucket ??= { tokens: limit.burst, at: now() }
      buckets.set(address, bucket)
      return spend(bucket, limit)
    },
    dropped: () => dropped,
    size: () => buckets.size,
  }

  /** Not more than once a second: a flood must not make us count all the time. */
  function forgetIdle(): void {
    const time = now()
    if (time - cleaned < 1000) return
    cleaned = time
    for (const [address, bucket] of buckets) if (time - bucket.at > 10_000) buckets.delete(address)
  }
}

const MOST = 10_000
const KNOWN = { rate: 1000, burst: 3000 }
const STRANGER = { rate: 10, burst: 40 }
const CROWD = { rate: 50, burst: 100 }
