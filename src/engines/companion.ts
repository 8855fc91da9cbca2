import { fork } from 'node:child_process'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

/** A talk with the other side about one piece of work. */
export type Exchange = { post(message: unknown): void; end(): void }

export type Companion = {
  /** Starts the other side when it does not run. `broken` comes at most once, when it ended by itself. */
  begin(listen: (tell: never) => void, broken: (why: string) => void): Exchange
  /** Starts the other side with a message that it answers once, whatever it says: what takes long is done before there is work. */
  prepare(message: unknown): void
  close(): Promise<void>
}

export type CompanionOptions = {
  script: string
  /** A process where the code may crash or must stay apart; a thread where it only takes long. */
  as: 'process' | 'thread'
  /** Handed to the other side when it starts. */
  data?: unknown
}

type Sent = { id: number; message?: unknown; over?: true }
type Running = { post(message: Sent): void; stop(): Promise<unknown>; hold(on: boolean): void }
type Party = { listen: (tell: never) => void; broken: (why: string) => void }

/** Work outside the server's thread. What has crashed starts again with the next piece of work. */
export function openCompanion(options: CompanionOptions): Companion {
  const parties = new Map<number, Party>()
  let running: Running | null = null
  let last = 0
  const ended = (which: Running, why: string) => {
    if (running !== which) return
    running = null
    const left = [...parties.values()]
    parties.clear()
    for (const { broken } of left) broken(why)
  }
  const received = ({ id, message }: Sent) => parties.get(id)?.listen(message as never)
  const start = (): Running => {
    const started: Running =
      options.as === 'process' ? inProcess(options, received, over) : inThread(options, received, over)
    function over(why: string) {
      ended(started, why)
    }
    return started
  }
  const companion: Companion = {
    begin(listen, broken) {
      running ??= start()
      const mine = running
      const id = ++last
      parties.set(id, { listen, broken })
      mine.hold(true)
      return {
        post: (message) => running === mine && parties.has(id) && mine.post({ id, message }),
        end() {
          if (!parties.delete(id) || running !== mine) return
          mine.post({ id, over: true })
          if (!parties.size) mine.hold(false)
        },
      }
    },
    prepare(message) {
      const exchange = companion.begin(
        () => exchange.end(),
        () => {},
      )
      exchange.post(message)
    },
    async close() {
      const mine = running
      if (!mine) return
      ended(mine, 'closed')
      await mine.stop()
    },
  }
  return companion
}

function inProcess(
  { script, data }: CompanionOptions,
  received: (sent: Sent) => void,
  over: (why: string) => void,
): Running {
  const child = fork(script, [JSON.stringify(data ?? null)], {
    env: { PATH: process.execPath },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    execArgv: [],
  })
  child.on('message', (message) => received(message as Sent))
  child.on('error', (error) => over(String(error)))
  const gone = new Promise<void>((done) =>
    child.on('exit', (code, signal) => {
      over(`the process ended with ${signal ?? code}`)
      done()
    }),
  )
  return {
    post: (message) => child.connected && child.send(message, () => {}),
    // An idle companion must not keep the server from ending.
    hold(on) {
      on ? child.ref() : child.unref()
      on ? child.channel?.ref() : child.channel?.unref()
    },
    async stop() {
      // Its end is waited for, so it must keep this process until then.
      child.ref()
      child.kill('SIGKILL')
      await gone
    },
  }
}

function inThread(
  { script, data }: CompanionOptions,
  received: (sent: Sent) => void,
  over: (why: string) => void,
): Running {
  const worker = new Worker(script, { workerData: data })
  worker.on('message', (message) => received(message as Sent))
  worker.on('error', (error) => over(String(error)))
  worker.on('exit', (code) => over(`the thread ended with ${code}`))
  return {
    post: (message) => worker.postMessage(message),
    hold: (on) => (on ? worker.ref() : worker.unref()),
    stop() {
      worker.ref()
      return worker.terminate()
    },
  }
}

/** The other side's own part: `open` is asked for each piece of work with the way to answer. */
export function serveCompanion<Message>(
  open: (tell: (message: unknown) => void) => { receive(message: Message): void; over(): void },
): void {
  const works = new Map<number, ReturnType<typeof open>>()
  const send = (sent: Sent) => {
    if (!isMainThread) parentPort!.postMessage(sent)
    else process.send?.(sent)
  }
  const receive = ({ id, message, over }: Sent) => {
    if (over) {
      works.get(id)?.over()
      works.delete(id)
      return
    }
    let work = works.get(id)
    if (!work) {
      work = open((told) => works.has(id) && send({ id, message: told }))
      works.set(id, work)
    }
    work.receive(message as Message)
  }
  if (!isMainThread) parentPort!.on('message', receive)
  else {
    process.on('message', receive)
    process.on('disconnect', () => process.exit(0))
  }
}
