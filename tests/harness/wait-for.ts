/** Resolves with the first truthy answer; throws with `what` when there is none within `ms`. */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  what: string,
  ms = 30_000,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const end = performance.now() + ms
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    const found = await look()
    if (found) return found as Exclude<T, false | null | undefined | 0 | ''>
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`)
    await new Promise((again) => setTimeout(again, pause))
  }
}
