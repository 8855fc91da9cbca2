import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#platform/errors.ts'

/** Requests per minute and sender for each class of route. */
export const LIMITS = { strict: 30, messages: 60, normal: 600 } as const
export type RateClass = keyof typeof LIMITS

export type RateLimiter = { spend(kind: RateClass, sender: string, points?: number): Promise<void> }

/** Counts per node; throws `rate_limited` with the seconds to wait. `factor` scales all limits; 0 switches them off. */
export function openRateLimiter(factor = 1): RateLimiter {
  if (factor === 0) return { spend: async () => undefined }
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([kind, points]) => [
      kind,
      new RateLimiterMemory({ points: points * factor, duration: 60 }),
    ]),
  ) as Record<RateClass, RateLimiterMemory>
  return {
    async spend(kind, sender, points = 1) {
      try {
        await limiters[kind].consume(sender, points)
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason
        throw new AppError('rate_limited', { seconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) })
      }
    },
  }
}
