import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallerFacts, PersonalMenu, VoiceMenu } from '../../../../src/voice/menu/contract.ts'
import { post } from '../../api.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './voice-menu.module.css'

const NOBODY: Omit<CallerFacts, 'language'> = {
  ...{ tier: 'regular', elderly: false, used: [], likely: [], pending: null, lastNegative: false },
}
const CALLERS = {
  stranger: {},
  vip: { tier: 'vip' },
  elderly: { elderly: true },
  frequent: {
    used: [
      { topic: 'logistics', times: 6 },
      { topic: 'invoice', times: 3 },
    ],
  },
  onHand: { likely: ['order_query', 'change_address'] },
  pending: {},
  negative: { lastNegative: true },
} as const satisfies Record<string, Partial<CallerFacts>>
type Caller = keyof typeof CALLERS
const NAMES = Object.keys(CALLERS) as Caller[]

/** What a kind of caller would hear, by day or at night, of the menu as it stands in the editor. */
export function Preview({ menu }: { menu: VoiceMenu | null }) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const [caller, setCaller] = useState<Caller>('stranger')
  const [open, setOpen] = useState(true)
  const pending = caller === 'pending' ? { state: t('pendingExample'), topic: 'refund_progress' } : null
  const facts = { ...NOBODY, language: locale, ...CALLERS[caller], pending }
  const query = useQuery({
    queryKey: ['voice-menu', 'preview', menu, facts, open],
    queryFn: () => post<PersonalMenu>('/api/voice-menu/preview', { menu, facts, open }, null),
    enabled: menu !== null,
    placeholderData: (before) => before,
  })
  return (
    <aside className={styles.preview} aria-label={t('preview')}>
      <h2>{t('preview')}</h2>
      <Select
        aria-label={t('caller')}
        value={caller}
        onChange={setCaller}
        options={NAMES.map((value) => ({ value, label: t(`callers.${value}`) }))}
      />
      <Segmented
        block
        aria-label={t('time')}
        value={open}
        onChange={setOpen}
        options={[
          { value: true, label: t('byDay') },
          { value: false, label: t('byNight') },
        ]}
      />
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && menu && <Loading rows={5} />}
      {query.data && <Heard menu={query.data} />}
    </aside>
  )
}

function Heard({ menu }: { menu: PersonalMenu }) {
  const { t } = useTranslation('voice-menu')
  return (
    <>
      <ol className={styles.heard}>
        {menu.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {menu.direct && <p className={styles.direct}>{t('putThrough')}</p>}
      <p className={styles.quiet}>
        {[
          ...menu.because.map((one) => t(`because.${one}`)),
          ...(menu.speed < 1 ? [t('slow', { speed: Math.round(menu.speed * 100) })] : []),
        ].join(' · ')}
      </p>
    </>
  )
}
