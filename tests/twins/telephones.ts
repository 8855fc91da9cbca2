// Real programs of the telephone world as callers: baresip (a soft-phone), sipp (a load generator), Kamailio (a proxy).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../harness/free-port.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Null, or which of the programs are missing. */
export function missingPrograms(...names: string[]): string | null {
  const missing = names.filter((name) => {
    try {
      execFileSync('which', [name], { stdio: 'ignore' })
      return false
    } catch {
      return true
    }
  })
  return missing.length ? `${missing.join(', ')} not installed: apt-get install baresip sip-tester kamailio` : null
}

type Phone = {
  folder: string
  wav: Buffer
  user?: string
  password?: string
  proxy?: string
  /** A certificate it trusts; it then calls over TLS with encrypted sound only. */
  trusts?: string
}

/** A soft-phone that speaks a WAV file and writes down what it hears; it is driven through its control port. */
export async function openBaresip({ folder, wav, user = '13800138000', password, proxy, trusts }: Phone) {
  const [sip, control, rtp] = [await freePort(), await freePort(), await freePort()]
  mkdirSync(join(folder, 'heard'), { recursive: true })
  writeFileSync(join(folder, 'caller.wav'), wav)
  const account = [
    `<sip:${user}@127.0.0.1:${sip};transport=${trusts ? 'tls' : 'udp'}>`,
    ...(trusts ? ['mediaenc=srtp-mand'] : []),
    'regint=0;catchall=yes',
    ...(password ? [`auth_user=${user};auth_pass=${password}`] : []),
    ...(proxy ? [`outbound="${proxy}"`] : []),
  ].join(';')
  writeFileSync(join(folder, 'accounts'), `${account}\n`)
  if (trusts) writeFileSync(join(folder, 'authority.pem'), trusts)
  const settings = {
    ...(trusts && { sip_cafile: join(folder, 'authority.pem'), sip_verify_server: 'yes' }),
    poll_method: 'epoll',
    sip_listen: `127.0.0.1:${sip}`,
    audio_source: `aufile,${folder}/caller.wav`,
    audio_player: `aufile,${folder}/player.wav`,
    audio_alert: `aufile,${folder}/alert.wav`,
    ausrc_srate: 8000,
    auplay_srate: 8000,
    ausrc_channels: 1,
    auplay_channels: 1,
    rtp_ports: `${rtp & ~1}-${(rtp & ~1) + 40}`,
    jitter_buffer_delay: '1-5',
    module_path: globSync(['/usr/lib/baresip/modules', '/usr/lib/*/baresip/modules'])[0],
    ctrl_tcp_listen: `127.0.0.1:${control}`,
    snd_path: join(folder, 'heard'),
  }
  const lines = [
    ...Object.entries(settings).map(([name, value]) => `${name} ${value}`),
    ...['stdio', 'g711', 'aufile', 'sndfile', ...(trusts ? ['srtp'] : [])].map((name) => `module ${name}.so`),
    'module_tmp account.so',
    ...['menu', 'ctrl_tcp'].map((name) => `module_app ${name}.so`),
  ]
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`)
  const child = spawn('baresip', ['-f', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = collect(child)
  let spoken = 0
  await waitFor(() => said().includes('baresip is ready'), 'baresip is ready')
  return {
    said,
    command: (name: string, params = '') => tell(control, { command: name, params }),
    /** It speaks something else from now on. */
    async speak(next: Buffer): Promise<void> {
      const file = join(folder, `caller-${++spoken}.wav`)
      writeFileSync(file, next)
      await tell(control, { command: 'ausrc', params: `aufile,${file}` })
    },
    async press(key: string): Promise<void> {
      await tell(control, { command: 'sndcode', params: key })
      await tell(control, { command: 'sndcode', params: '' })
    },
    /** What it has heard so far, at 8 kHz. */
    heard(): Buffer | null {
      const name = readdirSync(join(folder, 'heard')).find((each) => each.endsWith('-dec.wav'))
      return name ? readFileSync(join(folder, 'heard', name)) : null
    },
    stop: () => ended(child, 'SIGTERM'),
  }
}

function tell(port: number, message: object): Promise<void> {
  return new Promise((done, fail) => {
    const text = JSON.stringify(message)
    const socket = connect(port, '127.0.0.1', () => socket.write(`${text.length}:${text},`))
    socket.on('data', (answer) => {
      if (!answer.includes('"response":true')) return
      socket.destroy()
      if (answer.includes('"ok":true')) done()
      else fail(new Error(`baresip: ${answer}`))
    })
    socket.on('error', fail)
  })
}

type Load = { folder: string; target: string; calls: number; scenario: string }

/** Runs a sipp scenario to its end; the answer says how many calls went as they should. */
export async function runSipp({ folder, target, calls, scenario }: Load) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'scenario.xml'), scenario)
  const [sip, media] = [await freePort(), (await freePort()) & ~1]
  const args = [target, '-sf', 'scenario.xml', '-s', 'bot', '-i', '127.0.0.1', '-p', String(sip), '-mi', '127.0.0.1']
  args.push('-mp', String(media), '-m', String(calls), '-l', String(calls), '-r', String(calls), '-nostdin')
  const child = spawn('sipp', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = collect(child)
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
  return { status, said: said() }
}

/** A proxy that stays in the path (Record-Route) and sends everything to one target. */
export async function openKamailio(folder: string, target: string) {
  const port = await freePort()
  mkdirSync(folder, { recursive: true })
  const [modules] = globSync(['/usr/lib/*/kamailio/modules', '/usr/lib/kamailio/modules'])
  const config = `
debug=1
log_stderror=yes
fork=no
children=2
listen=udp:127.0.0.1:${port}
mpath="${modules}/"
${['sl', 'tm', 'rr', 'pv', 'maxfwd', 'textops', 'siputils'].map((name) => `loadmodule "${name}.so"`).join('\n')}
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483","Too Many Hops"); exit; }
  if (has_totag()) {
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
    sl_send_reply("404","Not here"); exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  record_route();
  $du = "sip:${target}";
  t_relay();
}
`
  writeFileSync(join(folder, 'kamailio.cfg'), config)
  const child = spawn(
    'kamailio',
    ['-f', join(folder, 'kamailio.cfg'), '-w', folder, '-Y', folder, '-m', '32', '-M', '4'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said = collect(child)
  await answers(port)
  return { address: `127.0.0.1:${port}`, said, stop: () => ended(child, 'SIGTERM') }
}

/** Waits until a proxy answers; a request that may not be passed on comes back as 483. */
async function answers(port: number): Promise<void> {
  const socket = createSocket('udp4').bind({ address: '127.0.0.1', port: 0 })
  await once(socket, 'listening')
  const own = socket.address().port
  const probe = `OPTIONS sip:x@127.0.0.1:${port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:${own};branch=z9hG4bKprobe\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@b>\r\nCall-ID: probe\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 0\r\nContent-Length: 0\r\n\r\n`
  let answered = false
  socket.on('message', () => {
    answered = true
  })
  socket.on('error', () => {})
  await waitFor(() => {
    if (!answered) socket.send(probe, port, '127.0.0.1', () => {})
    return answered
  }, 'the proxy answers')
  socket.close()
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('latin1')).slice(-200_000)
    })
  return () => text
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((done) => child.on('close', done))
  child.kill(signal)
  const force = setTimeout(() => child.kill('SIGKILL'), 3000)
  await closed
  clearTimeout(force)
}

/** A caller who insists on PRACK, and hangs up once he is answered. */
export function sippReliableCaller(): string {
  const head = (method: string, number: number, more = '') => `
${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:13800138000@[local_ip]:[local_port]>;tag=[pid]R[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${method === 'INVITE' ? '' : '[peer_tag_param]'}
Call-ID: [call_id]
CSeq: ${number} ${method}
Contact: <sip:13800138000@[local_ip]:[local_port]>
Max-Forwards: 70
${more}Content-Length: `
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="reliable">
<send retrans="500"><![CDATA[${head('INVITE', 1, 'Require: 100rel\nContent-Type: application/sdp\n')}[len]

v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [auto_media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
]]></send>
<recv response="100" optional="true"/>
<recv response="180"><action>
<ereg regexp="100rel" search_in="hdr" header="Require:" check_it="true" assign_to="needed"/>
<ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" check_it="true" assign_to="rseq"/>
<log message="[$needed] [$rseq]"/>
</action></recv>
<send retrans="500"><![CDATA[${head('PRACK', 2, 'RAck: [$rseq] 1 INVITE\n')}0

]]></send>
<recv response="200"><action><ereg regexp="PRACK" search_in="hdr" header="CSeq:" check_it="true" assign_to="first"/></action></recv>
<recv response="200"><action><ereg regexp="INVITE" search_in="hdr" header="CSeq:" check_it="true" assign_to="second"/>
<log message="[$first] [$second]"/></action></recv>
<send><![CDATA[${head('ACK', 1)}0

]]></send>
<pause milliseconds="300"/>
<send retrans="500"><![CDATA[${head('BYE', 3)}0

]]></send>
<recv response="200"/>
</scenario>
`
}

type Scenario = { proxied: boolean; sound: string; soundMs: number; keys: string }

/** A caller who speaks, presses keys and hangs up; behind a proxy it keeps to the route. */
export function sippCaller({ proxied, sound, soundMs, keys }: Scenario): string {
  const within = proxied ? '[next_url]' : 'sip:[service]@[remote_ip]:[remote_port]'
  const request = (method: string, number: number) => `${method} ${within} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "13800138000" <sip:13800138000@[local_ip]:[local_port]>;tag=[pid]S[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${number} ${method}
${proxied ? '[routes]\n' : ''}Max-Forwards: 70
Content-Length: 0

`
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="caller">
<send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "13800138000" <sip:13800138000@[local_ip]:[local_port]>;tag=[pid]S[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:13800138000@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [auto_media_port] RTP/AVP 8 96
a=rtpmap:8 PCMA/8000
a=rtpmap:96 telephone-event/8000
a=fmtp:96 0-15
]]></send>
<recv response="100" optional="true"/><recv response="180" optional="true"/>
<recv response="200" rtd="true"${proxied ? ' rrs="true"' : ''}/>
<send><![CDATA[
${request('ACK', 1)}]]></send>
<pause milliseconds="300"/>
<nop><action><exec rtp_stream="${sound},1,8,PCMA/8000"/></action></nop>
<pause milliseconds="${soundMs}"/>
<nop><action><exec play_dtmf="${keys}"/></action></nop>
<pause milliseconds="2500"/>
<send retrans="500"><![CDATA[
${request('BYE', 2)}]]></send>
<recv response="200"/>
</scenario>
`
}
