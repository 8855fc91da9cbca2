import { UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, InputNumber, Segmented, Select } from 'antd'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Audience, Campaign } from '../../../../src/outbound/contract.ts'
import { upload } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import type { PlanProps } from './campaign-editor.tsx'
import styles from './campaigns.module.css'

type Props = PlanProps & { stored: Campaign | null; changed: boolean }
type Wish = Extract<Audience, { from: 'customers' }>

const EVERYBODY: Wish = {
  ...{ from: 'customers', tiers: [], tags: [], language: null },
  ...{ seenWithinDays: null, quietForDays: null, birthdayWithinDays: null },
}

/** Whom the campaign calls: customers by what is known of them, or the numbers of a file. */
export function AudienceCard({ plan, onChange, stored, changed }: Props) {
  const { t } = useTranslation('campaigns')
  const { audience } = plan
  return (
    <section className={styles.card}>
      <h2>{t('audience')}</h2>
      <Segmented
        value={audience.from}
        onChange={(from) => onChange({ audience: from === 'numbers' ? { from } : EVERYBODY })}
        options={(['customers', 'numbers'] as const).map((value) => ({ value, label: t(`from.${value}`) }))}
      />
      {audience.from === 'customers' ? (
        <Filters wish={audience} onChange={(wish) => onChange({ audience: wish })} />
      ) : (
        <Numbers stored={stored} changed={changed} />
      )}
    </section>
  )
}

function Filters({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const { t } = useTranslation('campaigns')
  const id = useId()
  const words = (name: 'tiers' | 'tags') => (
    <Field label={t(name)} id={`${id}-${name}`} hint={t('anyOf')}>
      <Select
        id={`${id}-${name}`}
        mode="tags"
        tokenSeparators={[',', '，', '、']}
        value={wish[name]}
        onChange={(value: string[]) => onChange({ ...wish, [name]: value })}
      />
    </Field>
  )
  const days = (name: 'seenWithinDays' | 'quietForDays' | 'birthdayWithinDays') => (
    <Field label={t(name)} id={`${id}-${name}`}>
      <InputNumber
        id={`${id}-${name}`}
        min={name === 'birthdayWithinDays' ? 0 : 1}
        max={name === 'birthdayWithinDays' ? 60 : 3650}
        precision={0}
        suffix={t('days')}
        value={wish[name]}
        onChange={(value) => onChange({ ...wish, [name]: value })}
      />
    </Field>
  )
  return (
    <div className={styles.grid}>
      {words('tiers')}
      {words('tags')}
      <Field label={t('language')} id={`${id}-language`}>
        <Select
          id={`${id}-language`}
          allowClear
          placeholder={t('anyLanguage')}
          value={wish.language ?? undefined}
          onChange={(language?: 'zh' | 'en') => onChange({ ...wish, language: language ?? null })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Field>
      {days('seenWithinDays')}
      {days('quietForDays')}
      {days('birthdayWithinDays')}
    </div>
  )
}

function Numbers({ stored, changed }: { stored: Campaign | null; changed: boolean }) {
  const { t } = useTranslation('campaigns')
  const told = useTold()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const sending = useMutation({
    mutationFn: (file: File) => upload<Campaign>(`/api/campaigns/${stored?.id}/numbers`, file, file.name, () => {}),
    onSuccess: async ({ numbers }) => {
      told.done(t('imported', { count: numbers }))
      await client.invalidateQueries({ queryKey: ['campaigns'] })
    },
    onError: told.failed,
  })
  return (
    <Field label={t('file')} hint={changed ? t('saveFirst') : t('fileHint')}>
      <div className={styles.line}>
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          disabled={changed}
          aria-label={t('file')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) sending.mutate(file)
          }}
        />
        <Button
          icon={<UploadOutlined aria-hidden />}
          disabled={changed}
          loading={sending.isPending}
          onClick={() => input.current?.click()}
        >
          {t('import')}
        </Button>
        <span className={styles.quiet}>{t('numbers', { count: stored?.numbers ?? 0 })}</span>
      </div>
    </Field>
  )
}
