import { useCallback, useEffect, useRef, useState } from 'react'
import type { Span } from './silence.ts'

export type Player = {
  /** Goes on the audio element of the page. */
  audio: React.RefObject<HTMLAudioElement | null>
  at: number
  playing: boolean
  failed: boolean
  seek: (ms: number) => void
  toggle: () => void
  speed: number
  setSpeed: (speed: number) => void
}

/** Plays one recording; jumps over `skipped` spans while it plays. Times are milliseconds. */
export function usePlayer(skipped: readonly Span[]): Player {
  const audio = useRef<HTMLAudioElement>(null)
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  const [speed, setSpeed] = useState(1)

  useEffect(() => {
    const element = audio.current
    if (!element) return
    element.playbackRate = speed
  }, [speed])

  useEffect(() => {
    const element = audio.current
    if (!element) return
    const onPlay = () => setPlaying(true)
    const onPause = () => setPlaying(false)
    const onError = () => setFailed(true)
    element.addEventListener('play', onPlay)
    element.addEventListener('pause', onPause)
    element.addEventListener('error', onError)
    return () => {
      element.removeEventListener('play', onPlay)
      element.removeEventListener('pause', onPause)
      element.removeEventListener('error', onError)
    }
  }, [])

  // The element itself tells its time four times a second: too coarse for a needle and for silences.
  useEffect(() => {
    if (!playing) return
    let frame = 0
    const follow = () => {
      const element = audio.current
      if (element) {
        const now = element.currentTime * 1000
        const silence = skipped.find(({ from, to }) => now >= from && now < to - 50)
        if (silence) element.currentTime = silence.to / 1000
        setAt(silence ? silence.to : now)
      }
      frame = requestAnimationFrame(follow)
    }
    frame = requestAnimationFrame(follow)
    return () => cancelAnimationFrame(frame)
  }, [playing, skipped])

  const seek = useCallback((ms: number) => {
    if (audio.current) audio.current.currentTime = ms / 1000
    setAt(ms)
  }, [])
  const toggle = useCallback(() => {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(() => setFailed(true))
    else element.pause()
  }, [])
  return { audio, at, playing, failed, seek, toggle, speed, setSpeed }
}
