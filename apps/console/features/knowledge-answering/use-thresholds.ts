import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ANSWER_THRESHOLD, type AnswerThresholds, ASK_BACK_THRESHOLD } from '../../../../src/knowledge/contract.ts'
import { get, put } from '../../api.ts'

export type Point = { threshold: number; precision: number; coverage: number }
export type ThresholdState = {
  current: AnswerThresholds
  usual: AnswerThresholds
  /** Null while it is computed for the present articles. */
  curve: { questions: number; points: Point[] } | null
}

const PATH = '/api/knowledge/thresholds'
const KEY = ['thresholds'] as const
const AGAIN_MS = 2500

export function useThresholds() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<ThresholdState>(PATH, {}, signal),
    staleTime: 60_000,
  })
}

/** As `useThresholds`, asked again until the curve of the present articles is there. */
export function useCurve() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<ThresholdState>(PATH, {}, signal),
    refetchInterval: ({ state }) => (state.data && state.data.curve === null ? AGAIN_MS : false),
  })
}

/** The thresholds in force; the shipped ones until they are known. */
export function useThresholdsInForce(): AnswerThresholds {
  return useThresholds().data?.current ?? { answer: ANSWER_THRESHOLD, askBack: ASK_BACK_THRESHOLD }
}

export function useSaveThresholds(told: { done: () => void; failed: (error: unknown) => void }) {
  const client = useQueryClient()
  return useMutation({
    retry: false,
    mutationFn: (next: AnswerThresholds) => put<ThresholdState>(PATH, next),
    onSuccess: (state) => {
      client.setQueryData(KEY, state)
      told.done()
    },
    onError: told.failed,
  })
}
