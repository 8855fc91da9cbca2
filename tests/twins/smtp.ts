import { type AddressInfo, createServer, type Socket } from 'node:net'

export type Mail = { from: string; to: string[]; data: string }
export type SmtpTwin = { port: number; mails: Mail[]; refuse: string | null; close(): Promise<void> }

/** A mail server that takes what RFC 5321 allows, in the order it asks for; `refuse` is its answer to the next RCPT. */
export async function openSmtpTwin(port = 0): Promise<SmtpTwin> {
  const open = new Set<Socket>()
  const twin: SmtpTwin = { port: 0, mails: [], refuse: null, close: async () => undefined }
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    serve(twin, socket)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  twin.port = (server.address() as AddressInfo).port
  twin.close = () => {
    for (const socket of open) socket.destroy()
    return new Promise((done) => server.close(() => done()))
  }
  return twin
}

function serve(twin: SmtpTwin, socket: Socket): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let mail: Mail | null = null
  let inData = false
  let buffered = ''
  const onLine = (line: string) => {
    const [verb] = line.toUpperCase().split(' ')
    if (verb === 'EHLO' || verb === 'HELO') return say('250 twin')
    if (verb === 'MAIL') {
      mail = { from: between(line), to: [], data: '' }
      return say('250 ok')
    }
    if (verb === 'RCPT') {
      if (!mail) return say('503 bad sequence of commands')
      if (twin.refuse) return say(twin.refuse)
      mail.to.push(between(line))
      return say('250 ok')
    }
    if (verb === 'DATA') {
      if (!mail?.to.length) return say('503 bad sequence of commands')
      inData = true
      return say('354 go on')
    }
    if (verb === 'RSET') mail = null
    say(verb === 'QUIT' ? '221 bye' : '250 ok')
    if (verb === 'QUIT') socket.end()
  }
  say('220 twin ESMTP')
  socket.on('data', (chunk) => {
    buffered += chunk.toString('utf8')
    for (;;) {
      const end = buffered.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const text = buffered.slice(0, end)
      buffered = buffered.slice(end + (inData ? 5 : 2))
      if (!inData) onLine(text)
      else if (mail) {
        inData = false
        twin.mails.push({ ...mail, data: text })
        mail = null
        say('250 queued')
      }
    }
  })
}

const between = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''
