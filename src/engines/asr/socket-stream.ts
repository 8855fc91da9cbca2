import { AsrFault, type AsrStream, type Recognised } from '#engines/asr/contract.ts'
import { openSocketTalk, type SocketTalk } from '#engines/socket-talk.ts'

/** What a message of the server means. */
export type Heard = { ready: true } | { partial: string } | { recognised: Recognised } | { fault: AsrFault } | null

/** How one recogniser's server wants to be talked to about one utterance. */
export type Dialect = {
  address(): Promise<{ url: string; protocols?: string[]; headers?: Record<string, string> }>
  /** Sent once connected; sound follows at once, or after `ready` when the dialect waits. */
  begin: string | null
  /** Sound that is ready already, in the pieces it goes out in. */
  before?: Uint8Array[]
  waits: boolean
  /** PCM goes out in pieces of so many bytes, and not faster than one in `everyMs` (0: as it comes). */
  pieceBytes: number
  everyMs: number
  sound(piece: Buffer): string | Uint8Array
  end(): string | Uint8Array
  read(message: string): Heard
  /** Sent after the text has come, where the server wants a farewell. */
  farewell?: string
}

/** One utterance over a WebSocket. Sound that comes before the connection stands waits for it. */
export function openSocketStream(dialect: Dialect): AsrStream {
  const outcome = Promise.withResolvers<Recognised>()
  // Its end may be asked for later than it fails.
  outcome.promise.catch(() => {})
  let listen: (text: string) => void = () => {}
  let talk: SocketTalk | null = null
  let over = false
  const finish = (act: () => void) => {
    if (over) return
    over = true
    act()
    sender.stop()
    talk?.close()
  }
  const fail = (fault: AsrFault) => finish(() => outcome.reject(fault))
  const sender = openSender(dialect, (data) => talk?.send(data))
  const take = (message: string) => {
    const heard = readSafely(dialect, message)
    if (!heard || over) return
    if ('ready' in heard) sender.start()
    else if ('partial' in heard) listen(heard.partial)
    else if ('fault' in heard) fail(heard.fault)
    else
      finish(() => {
        if (dialect.farewell) talk?.send(dialect.farewell)
        outcome.resolve(heard.recognised)
      })
  }
  dialect.address().then(
    ({ url, protocols, headers }) => {
      if (over) return
      const listener = {
        open() {
          if (dialect.begin !== null) talk?.send(dialect.begin)
          for (const piece of dialect.before ?? []) talk?.send(piece)
          if (!dialect.waits) sender.start()
        },
        text: take,
        binary: () => {},
        fault: (why: AsrFault['why'], message: string) => fail(new AsrFault(why, message)),
      }
      talk = openSocketTalk(url, listener, { protocols: protocols ?? [], headers: headers ?? {} })
    },
    (error: unknown) => fail(error instanceof AsrFault ? error : new AsrFault('unreachable', String(error))),
  )
  return {
    write: (frame) => sender.push(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)),
    onPartial(heard) {
      listen = heard
    },
    end() {
      sender.end()
      return outcome.promise
    },
    abort: () => fail(new AsrFault('broken', 'given up')),
  }
}

function readSafely(dialect: Dialect, message: string): Heard {
  try {
    return dialect.read(message)
  } catch {
    return { fault: new AsrFault('broken', 'an answer of another form') }
  }
}

/** Cuts sound into pieces and sends them at the pace of the dialect. */
function openSender({ pieceBytes, everyMs, sound, end }: Dialect, send: (data: string | Uint8Array) => void) {
  let held: Buffer[] = []
  let bytes = 0
  let started = false
  let ended = false
  let timer: NodeJS.Timeout | null = null
  const piece = (): Buffer | null => {
    if (bytes < pieceBytes && !(ended && bytes > 0)) return null
    const all = held.length === 1 ? held[0]! : Buffer.concat(held)
    const cut = all.subarray(0, pieceBytes)
    held = [all.subarray(cut.length)]
    bytes -= cut.length
    return cut
  }
  const pump = () => {
    if (!started || timer) return
    for (let next = piece(); next; next = piece()) {
      send(sound(next))
      if (everyMs) {
        timer = setTimeout(() => {
          timer = null
          pump()
        }, everyMs)
        return
      }
    }
    if (!ended) return
    started = false
    send(end())
  }
  return {
    push(pcm: Buffer) {
      held.push(pcm)
      bytes += pcm.length
      pump()
    },
    start() {
      started = true
      pump()
    },
    end() {
      ended = true
      pump()
    },
    stop() {
      started = false
      if (timer) clearTimeout(timer)
    },
  }
}
