import type { ShopOptions } from './start-shop.ts'

/** The shop's settings from the environment; throws with the name of what is missing or wrong. */
export function readConfig(env: NodeJS.ProcessEnv): ShopOptions {
  return {
    host: env.SHOP_HOST || '127.0.0.1',
    port: portOf(env.SHOP_PORT || '3001'),
    dataDir: env.SHOP_DATA_DIR || './data/demo-shop',
    apiKey: secret(env, 'SHOP_API_KEY'),
    identitySecret: secret(env, 'SHOP_IDENTITY_SECRET'),
    widgetUrl: originOf(env.SHOP_WIDGET_URL || 'http://127.0.0.1:3000'),
  }
}

function secret(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} must be set`)
  return value
}

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`SHOP_PORT must be 0 to 65535, not ${text}`)
  }
  return port
}

function originOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`SHOP_WIDGET_URL must be an http or https address, not ${text}`)
  }
  return new URL(text).origin
}
