import { keepCompiled } from '#platform/compiled.ts'

keepCompiled()
const { main } = await import('./server.ts')
await main()
