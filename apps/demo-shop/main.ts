// Starts the demo shop from its environment and stops it with its parent or on a signal.
import { readConfig } from './config.ts'
import { startShop } from './start-shop.ts'

try {
  const shop = await startShop(readConfig(process.env))
  const listening = { listening: shop.url }
  process.stdout.write(`${JSON.stringify(listening)}\n`)
  process.send?.(listening)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await shop.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
} catch (error) {
  process.stderr.write(`demo shop: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
