import type { Door } from '../../../../src/voice/lines/contract.ts'
import type zh from '../../locales/zh/telephone.json'

export type FieldKey = `option.${keyof (typeof zh)['option']}`

/** One field of a form; `label` and `hint` are keys of the catalogue. */
export type FieldSpec = {
  name: string
  label: keyof (typeof zh)['field']
  kind?: 'text' | 'number' | 'secret' | 'switch' | 'select' | 'list' | 'pem'
  hint?: keyof (typeof zh)['hint']
  example?: string
  options?: readonly (keyof (typeof zh)['option'])[]
  required?: boolean
  wide?: boolean
}

const listen: FieldSpec[] = [
  { name: 'host', label: 'host', hint: 'host', required: true },
  { name: 'port', label: 'port', kind: 'number', required: true },
]

/** What each door asks for. Rates are numbers in the settings and words here; the page converts them. */
export const DOOR_FIELDS: Record<Door, readonly FieldSpec[]> = {
  sip: [
    ...listen,
    { name: 'publicAddress', label: 'publicAddress', hint: 'publicAddress', wide: true },
    { name: 'rtpFrom', label: 'rtpFrom', kind: 'number', required: true },
    { name: 'rtpTo', label: 'rtpTo', kind: 'number', required: true },
    { name: 'mostCalls', label: 'mostCalls', kind: 'number', required: true },
    { name: 'tlsPort', label: 'tlsPort', kind: 'number', required: true },
    { name: 'tlsCertificate', label: 'tlsCertificate', kind: 'pem', hint: 'tlsCertificate', wide: true },
    { name: 'tlsKey', label: 'tlsKey', kind: 'pem', wide: true },
    { name: 'tlsAuthorities', label: 'tlsAuthorities', kind: 'pem', hint: 'tlsAuthorities', wide: true },
  ],
  audiosocket: [
    ...listen,
    { name: 'allow', label: 'allowServers', kind: 'list', hint: 'allowServers', example: '10.0.0.4' },
  ],
  freeswitch: [
    ...listen,
    { name: 'secret', label: 'mediaSecret', kind: 'secret', hint: 'mediaSecret', wide: true },
    { name: 'rate', label: 'rate', kind: 'select', options: ['8000', '16000'] },
    { name: 'playback', label: 'playback', kind: 'select', options: ['binary', 'json'], hint: 'playback' },
    { name: 'controlHost', label: 'controlHost', hint: 'controlHost', example: '10.0.0.5' },
    { name: 'controlPort', label: 'controlPort', kind: 'number', required: true },
    { name: 'controlPassword', label: 'controlPassword', kind: 'secret', wide: true },
  ],
  twilio: [
    ...listen,
    { name: 'publicUrl', label: 'publicUrl', hint: 'publicUrl', example: 'wss://voice.example.com/', wide: true },
    { name: 'authToken', label: 'authToken', kind: 'secret', wide: true },
    { name: 'apiUrl', label: 'apiUrl', hint: 'apiUrl', wide: true },
  ],
}

export const LINE_FIELDS: readonly FieldSpec[] = [
  { name: 'name', label: 'name', required: true },
  { name: 'number', label: 'number', hint: 'number' },
  { name: 'server', label: 'server', hint: 'server', example: 'sip.example.com:5060' },
  { name: 'transport', label: 'transport', kind: 'select', options: ['udp', 'tcp', 'tls'] },
  { name: 'srtp', label: 'srtp', kind: 'switch', hint: 'srtp' },
  { name: 'user', label: 'user' },
  { name: 'password', label: 'password', kind: 'secret' },
  { name: 'register', label: 'register', kind: 'switch', hint: 'register' },
  { name: 'takesPassword', label: 'takesPassword', kind: 'switch', hint: 'takesPassword' },
  { name: 'allow', label: 'allow', kind: 'list', hint: 'allow', example: '203.0.113.7, 10.0.0.0/8' },
]
