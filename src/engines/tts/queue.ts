export type Queue<T> = AsyncIterable<T> & { push(item: T): void; close(): void }

/** What one side pushes, the other iterates over. Closing drops what nobody took yet. */
export function openQueue<T>(): Queue<T> {
  let items: T[] = []
  let closed = false
  let wake: (() => void) | null = null
  const stir = () => {
    wake?.()
    wake = null
  }
  return {
    push(item) {
      if (closed) return
      items.push(item)
      stir()
    },
    close() {
      closed = true
      items = []
      stir()
    },
    async *[Symbol.asyncIterator]() {
      while (!closed) {
        const item = items.shift()
        if (item !== undefined) yield item
        else
          await new Promise<void>((done) => {
            wake = done
          })
      }
    },
  }
}
