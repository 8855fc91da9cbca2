import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

const onOff = (fallback: 'on' | 'off') => z.enum(['on', 'off']).default(fallback)

/** Every environment variable of the product; README's table is tested against this list. */
export const environment = {
  HOST: z.string().min(1).default('127.0.0.1').describe('address the server listens on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('port the server listens on'),
  DATA_DIR: z.string().min(1).default('./data').describe('folder of the embedded database, files and secrets'),
  DATABASE_URL: z.string().default('').describe('PostgreSQL address; empty means the embedded database'),
  REDIS_URL: z.string().default('').describe('Redis address for fan-out between nodes; empty means PostgreSQL NOTIFY'),
  PUBLIC_URL: z.string().default('').describe('address people reach the server under; empty means http://HOST:PORT'),
  NODE_URL: z
    .string()
    .default('')
    .describe('address other nodes reach this one under, for calls; empty means where it listens'),
  TRUST_PROXY: onOff('off').describe('believe X-Forwarded-For and X-Forwarded-Proto of a proxy in front'),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('least severe log line to write'),
  METRICS_TOKEN: z
    .string()
    .default('')
    .describe('bearer token /metrics asks for; empty leaves it open to this machine only'),
  IDENTITY_SECRET: z
    .string()
    .default('')
    .describe('secret that signs identity tokens of your site; empty means one is made and kept in the database'),
  BUSINESS_URL: z.string().default('').describe('base address of the business system; empty means the demo shop'),
  BUSINESS_API_KEY: z.string().default('').describe('bearer key for the business system'),
  YINGHE_SERVICE_PACK_URL: z
    .string()
    .default('')
    .describe('base address of the system behind a pack, PACK being its id in capitals; empty means its demo service'),
  YINGHE_SERVICE_PACK_KEY: z.string().default('').describe('bearer key for the system behind a pack'),
  PACKS_DIR: z.string().default('').describe('folder with scene packs of your own, beside those that come along'),
  YINGHE_DEMO: onOff('on').describe('fill an empty database with the demo cast and start the demo shop'),
  DEMO_PORT: z.coerce.number().int().min(0).max(65535).default(3001).describe('port of the demo shop'),
  YINGHE_LLM_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('')
    .describe('base address of an OpenAI-compatible language model, e.g. `https://host/v1`; empty means none'),
  YINGHE_LLM_KEY: z.string().default('').describe('key of the language model'),
  YINGHE_LLM_MODEL: z.string().default('').describe('name of the model'),
  YINGHE_LLM_LIMIT_MS: z.coerce
    .number()
    .int()
    .min(200)
    .max(2700)
    .default(2500)
    .describe('milliseconds a customer waits for the model before the answer comes without it'),
  YINGHE_LLM_DAILY_TOKENS: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000_000)
    .default(1_000_000)
    .describe('tokens a day the model may cost; after that everything goes on without it'),
  YINGHE_EMBEDDING_DIR: z
    .string()
    .default('')
    .describe(
      'folder of an embedding model that runs here (`model.onnx` with its WordPiece tokenizer); it goes before an address',
    ),
  YINGHE_EMBEDDING_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('')
    .describe('base address of an OpenAI-compatible embedding model, e.g. `https://host/v1`; empty means none'),
  YINGHE_EMBEDDING_KEY: z.string().default('').describe('key of the embedding model'),
  YINGHE_EMBEDDING_MODEL: z.string().default('').describe('name of the embedding model; empty means none'),
  YINGHE_MODELS: z.string().default('').describe('folder of speech models; empty means `models` in DATA_DIR'),
  YINGHE_ALERT_ORIGINS: z
    .string()
    .default('')
    .describe('further origins group robots may live at, separated by commas, e.g. of a gateway; empty means none'),
  YINGHE_CALLER_ID: onOff('off').describe(
    'believe the number that a telephone line tells: whoever calls from the number of a known customer is that customer and may do his business. Numbers can be forged: `on` only where your carrier vouches for them',
  ),
  RATE_LIMITS: onOff('on').describe('limit requests per address and per sender; off only for load tests'),
} as const

export type Config = {
  [K in keyof typeof environment]: z.infer<(typeof environment)[K]>
} & {
  /** Systems behind packs that are no demo services, by the id of the pack. */
  services: Record<string, { url: string; key: string }>
}

/** Reads the environment once. Throws one error that names every bad variable and why. Relative DATA_DIR is resolved. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = z.object(environment).safeParse(env)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not usable:\n${lines.join('\n')}`)
  }
  const config = parsed.data
  return {
    ...config,
    services: servicesIn(env),
    DATA_DIR: isAbsolute(config.DATA_DIR) ? config.DATA_DIR : resolve(config.DATA_DIR),
  }
}

function servicesIn(env: Record<string, string | undefined>): Config['services'] {
  const found: Config['services'] = {}
  for (const [name, url] of Object.entries(env)) {
    const [, pack] = /^YINGHE_SERVICE_([A-Z0-9_]+)_URL$/.exec(name) ?? []
    if (!pack || !url) continue
    found[pack.toLowerCase().replaceAll('_', '-')] = { url, key: env[`YINGHE_SERVICE_${pack}_KEY`] ?? '' }
  }
  return found
}
