/** Addresses of SIP headers: URIs, `"name" <uri>;tag=…`, and the hops of Via. */
export type SipUri = {
  scheme: 'sip' | 'sips' | 'tel'
  user: string
  host: string
  port: number | null
  params: Record<string, string>
  /** What a Refer-To may carry after `?`, e.g. Replaces. */
  headers: Record<string, string>
}
export type NameAddress = { name: string; uri: string; params: Record<string, string> }
export type Via = {
  transport: string
  host: string
  port: number | null
  branch: string
  params: Record<string, string>
}

export function parseUri(text: string): SipUri | null {
  const tel = /^tel:([^;?\s]{1,64})((?:;[^?\s]*)?)$/i.exec(text)
  if (tel) return { scheme: 'tel', user: tel[1]!, host: '', port: null, params: readParams(tel[2]!), headers: {} }
  const found =
    /^(sips?):(?:([^@\s?]{1,128})@)?(\[[0-9a-f:.]+\]|[\w.-]{1,253})(?::(\d{1,5}))?((?:;[^?\s]*)?)(?:\?(\S*))?$/i.exec(
      text,
    )
  if (!found) return null
  const [, scheme, user, host, port, params, headers] = found
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return null
  return {
    scheme: scheme!.toLowerCase() as 'sip' | 'sips',
    user: unescaped((user ?? '').split(':')[0]!.split(';')[0]!),
    host: host!.replace(/^\[|\]$/g, '').toLowerCase(),
    port: port === undefined ? null : Number(port),
    params: readParams(params ?? ''),
    headers: Object.fromEntries(
      (headers ?? '')
        .split('&')
        .filter(Boolean)
        .map((pair) => [unescaped(pair.split('=')[0]!).toLowerCase(), unescaped(pair.split('=').slice(1).join('='))]),
    ),
  }
}

export function formatUri(uri: { user?: string; host: string; port?: number | null }, params = ''): string {
  const host = uri.host.includes(':') ? `[${uri.host}]` : uri.host
  const user = uri.user ? `${encodeURIComponent(uri.user).replace(/%(2B|2A|23)/g, unescaped)}@` : ''
  return `sip:${user.replace('#', '%23')}${host}${uri.port ? `:${uri.port}` : ''}${params}`
}

export function parseNameAddress(value: string): NameAddress | null {
  const bracketed = /^\s*("(?:[^"\\]|\\.)*"|[^<"]*?)\s*<\s*([^>\s]+)\s*>\s*((?:;.*)?)$/s.exec(value)
  if (bracketed) {
    const name = bracketed[1]!.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1').trim()
    return { name, uri: bracketed[2]!, params: readParams(bracketed[3]!) }
  }
  // Without brackets the parameters belong to the header, not to the URI.
  const bare = /^\s*([^;<>\s"]+)\s*((?:;.*)?)$/s.exec(value)
  return bare ? { name: '', uri: bare[1]!, params: readParams(bare[2]!) } : null
}

export function parseVia(value: string): Via | null {
  const found = /^SIP\s*\/\s*2\.0\s*\/\s*(\w+)\s+(\[[0-9a-f:.]+\]|[\w.-]+)(?:\s*:\s*(\d{1,5}))?\s*((?:;.*)?)$/is.exec(
    value,
  )
  if (!found) return null
  const params = readParams(found[4]!)
  return {
    transport: found[1]!.toUpperCase(),
    host: found[2]!.replace(/^\[|\]$/g, ''),
    port: found[3] === undefined ? null : Number(found[3]),
    branch: params.branch ?? '',
    params,
  }
}

/** Tag of a From or To; empty when there is none. */
export const tagOf = (value: string | undefined): string => parseNameAddress(value ?? '')?.params.tag ?? ''

/** The number or name that a From or To stands for, for people to read. */
export function userOf(value: string | undefined): string {
  const address = parseNameAddress(value ?? '')
  const uri = address && parseUri(address.uri)
  return (uri?.user || uri?.host || '').slice(0, 64)
}

function readParams(text: string): Record<string, string> {
  const params: Record<string, string> = {}
  for (const [, name, quoted, plain] of text.matchAll(
    /;\s*([\w.!%*+`'~-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*)))?/g,
  ))
    params[name!.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''
  return params
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
