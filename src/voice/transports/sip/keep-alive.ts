import type { Ask } from '#voice/transports/sip/ask.ts'
import type { Media } from '#voice/transports/sip/media.ts'
import type { Header } from '#voice/transports/sip/message.ts'
import type { SessionTimer } from '#voice/transports/sip/session-timer.ts'
import type { Timers } from '#voice/transports/timers.ts'

const SILENT_MS = 60_000

type Options = { clock: Timers; ask: Ask; media: Media; contact: string; lost(): void }

/** Finds out that the other side is gone: by the session timer of RFC 4028, and by asking once it has fallen silent. */
export function openKeepAlive({ clock, ask, media, contact, lost }: Options) {
  let stopTimer = () => {}
  let stopWatch = () => {}
  let over = false

  const gone = (status: number) => status === 408 || status === 481

  /** Refreshes in time, or waits to be refreshed and gives up when that does not come. */
  function keep(timer: SessionTimer | null): void {
    stopTimer()
    if (!timer || over) return
    if (timer.refresher === 'us') stopTimer = clock.after((timer.seconds * 1000) / 2, () => refresh(timer))
    else stopTimer = clock.after((timer.seconds - Math.min(32, timer.seconds / 3)) * 1000, lost)
  }

  function refresh(timer: SessionTimer): void {
    const headers: Header[] = [
      ['contact', contact],
      ['supported', 'timer'],
      // Refreshers are named from the side that asks: in our own request we are the client.
      ['session-expires', `${timer.seconds};refresher=uac`],
      ['content-type', 'application/sdp'],
    ]
    ask('INVITE', { headers, body: media.offer() }, ({ status, body }) => {
      if (over) return
      if (gone(status)) return lost()
      if (status < 300) media.takeAnswer(body)
      keep(timer)
    })
  }

  function watch(): void {
    stopWatch = clock.after(SILENT_MS / 2, () => {
      if (media.stream.silentFor() < SILENT_MS) return watch()
      ask('OPTIONS', {}, ({ status }) => {
        if (over) return
        if (gone(status)) lost()
        else watch()
      })
    })
  }

  watch()
  return {
    keep,
    stop(): void {
      over = true
      stopTimer()
      stopWatch()
    },
  }
}
