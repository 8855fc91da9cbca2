import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type {
  EngineStatus,
  HearTrial,
  SpeakTrial,
  SpeechKind,
  SpeechPlan,
  SpeechView,
} from '../../../../src/engines/speech/contract.ts'
import { get, patch, post, put } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'

const KEY = ['speech']
const RENEW_MS = 10_000

const idsOf = (engines: EngineStatus[], offOnly = false) =>
  engines.filter(({ state }) => !offOnly || state === 'off').map(({ id }) => id)

function planOf({ asr, tts }: SpeechView): SpeechPlan {
  return {
    order: { asr: idsOf(asr), tts: idsOf(tts) },
    off: { asr: idsOf(asr, true), tts: idsOf(tts, true) },
  }
}

/** The speech engines: how they do, their order, their keys, and trying one. */
export function useSpeech() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const view = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<SpeechView>('/api/speech', {}, signal),
    refetchInterval: RENEW_MS,
  })
  const told = {
    retry: false,
    onSuccess: (now: SpeechView) => client.setQueryData(KEY, now),
  }
  const plan = useMutation({
    mutationFn: (wanted: SpeechPlan) => put<SpeechView>('/api/speech/plan', wanted),
    ...told,
    onError: (error: unknown) => void message.error(errorText(error)),
  })
  const save = useMutation({
    mutationFn: ({ id, fields }: { id: string; fields: Record<string, string> }) =>
      patch<SpeechView>(`/api/speech/providers/${id}`, { fields }),
    ...told,
  })
  const change = (kind: SpeechKind, alter: (plan: SpeechPlan) => void) => {
    if (!view.data) return
    const wanted = planOf(view.data)
    alter(wanted)
    plan.mutate(wanted)
    return kind
  }
  return {
    view,
    save,
    busy: plan.isPending,
    move: (kind: SpeechKind, id: string, by: -1 | 1) =>
      change(kind, ({ order }) => {
        const at = order[kind].indexOf(id)
        order[kind].splice(at, 1)
        order[kind].splice(at + by, 0, id)
      }),
    turn: (kind: SpeechKind, id: string, on: boolean) =>
      change(kind, ({ off }) => {
        off[kind] = off[kind].filter((one) => one !== id)
        if (!on) off[kind].push(id)
      }),
  }
}
export type SpeechState = ReturnType<typeof useSpeech>

/** Without a key: each try is to ask anew. */
export function useTryVoice(id: string) {
  return useMutation({
    mutationFn: (asked: { text: string; language: string; speed: number }) =>
      post<SpeakTrial>(`/api/speech/voices/${id}/try`, asked, null),
    retry: false,
  })
}

export function useTryRecogniser(id: string) {
  return useMutation({
    mutationFn: (asked: { pcm: string; language: string; phrases: string[] }) =>
      post<HearTrial>(`/api/speech/recognisers/${id}/try`, asked, null),
    retry: false,
  })
}
