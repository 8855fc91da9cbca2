import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CaseLabel } from '../../../../../src/learning/contract.ts'
import type { ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { post } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { useLive } from '../../../realtime/realtime.tsx'
import type { Offer } from '../types.ts'
import { contextOptions } from '../use-context.ts'

export type Decision = { kind: 'label'; label: CaseLabel } | { kind: 'dismiss' } | { kind: 'skip' }
/** Decided here, newest last; an undo takes the last one back. */
type Done = { offer: Offer; decision: Decision; at: number; sent: Promise<unknown> }
type NextAnswer = { case: Offer['case'] | null; suggestions: Offer['suggestions'] }

/**
 * Case after case. The one after the present one is fetched meanwhile, so that it stands there the moment a key is
 * pressed; what was decided travels to the server behind it and comes back when the server refuses it.
 */
export function useAnnotation(kind: ModelKind, cluster: string) {
  const { failed } = useTold()
  const { onEvent } = useLive()
  const [current, setCurrent] = useState<Offer | null | undefined>(undefined)
  const [done, setDone] = useState<Done[]>([])
  const [error, setError] = useState<unknown>(null)
  const ahead = useRef<Promise<Offer | null>>(Promise.resolve(null))
  const turn = useRef(0)
  const fetchNext = useNext(kind, cluster)

  /** Shows what comes and, once `free` has settled, fetches the one after it. */
  const show = useCallback(
    async (coming: Promise<Offer | null>, free: Promise<unknown>) => {
      turn.current += 1
      const mine = turn.current
      try {
        const offer = await coming
        if (mine !== turn.current) return
        setCurrent(offer)
        setError(null)
        ahead.current = offer ? free.then(() => fetchNext(offer.case.id)) : Promise.resolve(null)
        ahead.current.catch(() => undefined)
      } catch (problem) {
        if (mine === turn.current) setError(problem)
      }
    },
    [fetchNext],
  )
  const restart = useCallback(() => show(fetchNext(), Promise.resolve()), [show, fetchNext])
  useEffect(() => void restart(), [restart])

  const empty = current === null
  useEffect(
    () =>
      onEvent((event) => {
        if (empty && event.kind === 'case.changed' && event.payload.what === 'gathered') void restart()
      }),
    [empty, onEvent, restart],
  )

  const decide = (decision: Decision) => {
    if (!current) return
    const offer = current
    const sent = send(offer, decision)
    const one: Done = { offer, decision, at: Date.now(), sent }
    setDone((all) => [...all, one])
    sent.catch((problem: unknown) => {
      failed(problem)
      setDone((all) => all.filter((other) => other !== one))
    })
    const waiting = ahead.current
    setCurrent(undefined)
    void show(
      waiting.catch(() => fetchNext(offer.case.id)),
      sent.catch(() => undefined),
    )
  }
  const undo = async () => {
    const last = done.at(-1)
    if (!last) return
    setDone((all) => all.slice(0, -1))
    const waiting = current
    try {
      await last.sent
      if (last.decision.kind !== 'skip') await post(`${pathOf(last.offer)}/undo`)
    } catch (problem) {
      failed(problem)
      return
    }
    turn.current += 1
    ahead.current = waiting ? Promise.resolve(waiting) : ahead.current
    setCurrent(last.offer)
  }
  return { current, done, error, decide, undo, restart }
}

/** Takes the next case, besides the one in hand, with what was said around it. */
function useNext(kind: ModelKind, cluster: string) {
  const client = useQueryClient()
  return useCallback(
    async (besides?: string): Promise<Offer | null> => {
      const answer = await post<NextAnswer>('/api/learning/next', {
        kind,
        ...(cluster && { cluster }),
        ...(besides && { besides }),
      })
      if (!answer.case) return null
      void client.prefetchQuery(contextOptions(answer.case.id))
      return { case: answer.case, suggestions: answer.suggestions }
    },
    [client, kind, cluster],
  )
}

const pathOf = (offer: Offer) => `/api/learning/cases/${encodeURIComponent(offer.case.id)}`

function send(offer: Offer, decision: Decision): Promise<unknown> {
  if (decision.kind === 'label') return post(`${pathOf(offer)}/label`, { label: decision.label })
  return post(`${pathOf(offer)}/${decision.kind}`)
}
