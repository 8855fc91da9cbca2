import type { ChannelKind } from '#emotion/channels/contract.ts'
import { AppError } from '#platform/errors.ts'

type Robot = Exclude<ChannelKind, 'email'>

/** Where the robots of each service live, and how their addresses look. */
const HOMES: Record<Robot, { origin: string; path: RegExp; key: (url: URL) => string | undefined }> = {
  dingtalk: {
    origin: 'https://oapi.dingtalk.com',
    path: /^\/robot\/send$/,
    key: (url) => url.searchParams.get('access_token') ?? undefined,
  },
  feishu: {
    origin: 'https://open.feishu.cn',
    path: /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/,
    key: (url) => url.pathname.split('/').at(-1),
  },
  wecom: {
    origin: 'https://qyapi.weixin.qq.com',
    path: /^\/cgi-bin\/webhook\/send$/,
    key: (url) => url.searchParams.get('key') ?? undefined,
  },
}

/**
 * The address of a robot, if it is one: only the service's own host and path, so that nobody can make us call
 * addresses inside the company. `also` are origins an installation allows besides. Throws robot_address.
 */
export function robotAddress(kind: Robot, given: string, also: readonly string[] = []): { url: URL; hint: string } {
  const { origin, path, key } = HOMES[kind]
  const url = URL.canParse(given) ? new URL(given) : null
  const home = url !== null && (url.origin === origin || also.includes(url.origin))
  const found = url && key(url)
  if (!url || !home || url.username || url.password || !path.test(url.pathname) || !found)
    throw new AppError('robot_address', { origin: `${origin}${EXAMPLES[kind]}` })
  return { url, hint: `${url.host} …${found.slice(-4)}` }
}

const EXAMPLES: Record<Robot, string> = {
  dingtalk: '/robot/send?access_token=…',
  feishu: '/open-apis/bot/v2/hook/…',
  wecom: '/cgi-bin/webhook/send?key=…',
}
