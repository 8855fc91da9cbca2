// Starts the demo services from their environment and stops them with their parent or on a signal.
import { startServices } from './start-services.ts'

try {
  const { SERVICES_HOST, SERVICES_PORT, SERVICES_DATA_DIR, SERVICES_API_KEY } = process.env
  const { SERVICES_IDENTITY_SECRET: identitySecret, SERVICES_WIDGET_URL: widgetUrl } = process.env
  if (!SERVICES_API_KEY) throw new Error('SERVICES_API_KEY must be set')
  const running = await startServices({
    host: SERVICES_HOST || '127.0.0.1',
    port: Number(SERVICES_PORT || 0),
    dataDir: SERVICES_DATA_DIR || './data/demo-services',
    apiKey: SERVICES_API_KEY,
    ...(identitySecret && widgetUrl && { chat: { identitySecret, widgetUrl } }),
  })
  process.send?.({ listening: running.url })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await running.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
} catch (error) {
  process.stderr.write(`demo services: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
