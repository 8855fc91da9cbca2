import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../../../../src/learning/contract.ts'
import { Chart } from '../../../components/chart/chart.tsx'
import { type ChartLook, nameAxis, numberAxis } from '../../../components/chart/chart-look.ts'
import { whiskers } from '../../../components/chart/whiskers.ts'

/** What each way of choosing brings: as it was, and as it would have been. */
export function PolicyChart({ feedback }: { feedback: Feedback }) {
  const { t } = useTranslation('learning')
  const known = useMemo(() => feedback.policies.filter(({ doublyRobust }) => doublyRobust !== null), [feedback])
  const names = useMemo(() => known.map(({ policy }) => t(`policy.${policy}`)), [known, t])
  const option = useCallback(
    (look: ChartLook) => ({
      xAxis: nameAxis(look, names),
      yAxis: { ...numberAxis(look, (value) => value.toFixed(1)), min: 0, max: 1 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'none' }, valueFormatter: (value: unknown) => shown(value) },
      series: [
        {
          type: 'bar',
          name: t('feedback.reward'),
          barMaxWidth: 56,
          itemStyle: { borderRadius: [4, 4, 0, 0] },
          data: known.map(({ doublyRobust, policy }) => ({
            value: doublyRobust,
            itemStyle: { color: policy === 'logged' ? look.color['chart-7'] : look.color['chart-1'] },
          })),
        },
        whiskers(
          look,
          known.map(({ doublyRobust, margin }) => ({ middle: doublyRobust ?? 0, margin: margin ?? 0 })),
        ),
      ],
    }),
    [known, names, t],
  )
  const table = {
    columns: [t('feedback.policy'), 'IPS', 'SNIPS', t('feedback.doublyRobust'), t('feedback.margin')],
    rows: feedback.policies.map(({ policy, ips, snips, doublyRobust, margin }) => [
      t(`policy.${policy}`),
      ...[ips, snips, doublyRobust, margin].map(shown),
    ]),
  }
  return (
    <Chart sentence={useSentence(feedback)} note={t('feedback.note')} option={option} table={table} file="feedback" />
  )
}

const shown = (value: unknown): string => (typeof value === 'number' ? value.toFixed(3) : '–')

/** What the chart says: whether the learnt choice is expected to bring more than what was logged. */
function useSentence({ policies, active, rewarded }: Feedback): string {
  const { t } = useTranslation('learning')
  const logged = policies.find(({ policy }) => policy === 'logged')?.doublyRobust ?? null
  const learnt = policies.find(({ policy }) => policy === 'learnt')
  if (logged === null || rewarded === 0) return t('feedback.say.nothing')
  if (!active || !learnt || learnt.doublyRobust === null)
    return t('feedback.say.collecting', { rewarded, logged: logged.toFixed(2) })
  const gain = learnt.doublyRobust - logged
  const values = {
    learnt: learnt.doublyRobust.toFixed(2),
    logged: logged.toFixed(2),
    gain: Math.abs(gain).toFixed(2),
    margin: (learnt.margin ?? 0).toFixed(2),
  }
  if (Math.abs(gain) <= (learnt.margin ?? 0)) return t('feedback.say.same', values)
  return gain > 0 ? t('feedback.say.better', values) : t('feedback.say.worse', values)
}
