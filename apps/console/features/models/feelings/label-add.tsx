import { Button, Input, type InputRef, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EmotionLabel, emotionLabel } from '../../../../../src/emotion/contract.ts'
import { useCommands } from '../../../commands/registry.ts'
import type { FeelingLevel } from '../../../components/emotion/feeling-list.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import styles from '../models.module.css'
import type { LabelActs } from './use-label-acts.ts'

/** A sentence and what is felt in it; Enter adds it and the field is ready for the next. */
export function LabelAdd({ add }: { add: LabelActs['add'] }) {
  const { t } = useTranslation(['models', 'emotion'])
  const [label, setLabel] = useState<EmotionLabel>('neutral')
  const [level, setLevel] = useState<FeelingLevel>(null)
  const [text, setText] = useState('')
  const field = useRef<InputRef>(null)
  const title = t('models:feeling.add')
  useCommands([{ id: 'feeling:new', title, group: t('models:title'), keys: 'n', run: () => field.current?.focus() }])
  const submit = () => {
    const trimmed = text.trim()
    if (trimmed) add.mutate({ text: trimmed, label, level }, { onSuccess: () => setText('') })
  }
  return (
    <div className={styles.add}>
      <Input
        ref={field}
        maxLength={300}
        value={text}
        aria-label={t('models:feeling.text')}
        placeholder={t('models:feeling.text')}
        suffix={<span>{!text && <Kbd keys="n" />}</span>}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit()
        }}
      />
      <Select
        aria-label={t('models:feeling.label')}
        value={label}
        onChange={setLabel}
        style={{ minWidth: 130 }}
        options={emotionLabel.options.map((value) => ({ value, label: t(`emotion:label.${value}`) }))}
      />
      <Select
        aria-label={t('emotion:correct.level')}
        value={level ?? 'any'}
        disabled={label === 'neutral'}
        onChange={(value) => setLevel(value === 'any' ? null : (value as FeelingLevel))}
        style={{ minWidth: 100 }}
        options={[
          { value: 'any' as const, label: t('emotion:correct.anyLevel') },
          ...(['low', 'medium', 'high'] as const).map((value) => ({ value, label: t(`emotion:level.${value}`) })),
        ]}
      />
      <Button type="primary" disabled={!text.trim()} loading={add.isPending} onClick={submit}>
        {title}
      </Button>
    </div>
  )
}
