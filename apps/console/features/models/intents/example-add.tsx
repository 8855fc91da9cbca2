import { Button, Input, type InputRef, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../../../kit/format.ts'
import { useCommands } from '../../../commands/registry.ts'
import { Kbd } from '../../../components/kbd.tsx'
import { usePreferences } from '../../../preferences.ts'
import styles from '../models.module.css'
import type { useExampleActs } from './use-example-acts.ts'

/** A new sentence; Enter adds it and the field is ready for the next. */
export function ExampleAdd({ add }: { add: ReturnType<typeof useExampleActs>['add'] }) {
  const { t } = useTranslation('models')
  const { locale } = usePreferences()
  const [language, setLanguage] = useState<'zh' | 'en'>(locale)
  const [text, setText] = useState('')
  const field = useRef<InputRef>(null)
  useCommands([
    { id: 'example:new', title: t('example.add'), group: t('title'), keys: 'n', run: () => field.current?.focus() },
  ])
  const submit = () => {
    const trimmed = text.trim()
    if (trimmed) add.mutate({ language, text: trimmed }, { onSuccess: () => setText('') })
  }
  return (
    <div className={styles.add}>
      <Segmented
        value={language}
        onChange={setLanguage}
        options={(['zh', 'en'] as const).map((value) => ({ value, label: languageName(value) }))}
      />
      <Input
        ref={field}
        maxLength={300}
        value={text}
        aria-label={t('example.text')}
        placeholder={t('example.text')}
        suffix={<span>{!text && <Kbd keys="n" />}</span>}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit()
        }}
      />
      <Button type="primary" disabled={!text.trim()} loading={add.isPending} onClick={submit}>
        {t('example.add')}
      </Button>
    </div>
  )
}
