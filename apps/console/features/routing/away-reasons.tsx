import { ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwayReason } from '../../../../src/desk/contract.ts'
import { put } from '../../api.ts'
import { Loading } from '../../components/loading.tsx'
import { usePreferences } from '../../preferences.ts'
import { useAwayReasons } from '../team/use-away-reasons.ts'
import styles from './routing.module.css'
import { useRoutingChange } from './use-routing.ts'

const MOST = 20

/** What people may be away for, as a list that is put in order, added to and shortened. */
export function AwayReasons({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('routing')
  const { list, isPending } = useAwayReasons()
  return (
    <Drawer open size={480} title={t('away.title')} onClose={onClose}>
      {isPending ? <Loading rows={5} /> : <Editor known={list} onClose={onClose} />}
    </Drawer>
  )
}

function Editor({ known, onClose }: { known: AwayReason[]; onClose: () => void }) {
  const { t } = useTranslation(['routing', 'lists', 'shell'])
  const { locale } = usePreferences()
  const [list, setList] = useState(known)
  const [tried, setTried] = useState(false)
  const whole = ({ name }: AwayReason) => name.zh.trim() !== '' && name.en.trim() !== ''
  const save = useRoutingChange(
    (items: AwayReason[]) => put<unknown>('/api/desk/away-reasons', { items }),
    t('routing:saved'),
    onClose,
  )
  const rename = (n: number, name: Partial<AwayReason['name']>) =>
    setList(list.map((one, at) => (at === n ? { ...one, name: { ...one.name, ...name } } : one)))
  const add = () => setList([...list, { id: crypto.randomUUID().slice(0, 8), name: { zh: '', en: '' } }])
  const up = (n: number) => setList([...list.slice(0, n - 1), list[n]!, list[n - 1]!, ...list.slice(n + 1)])
  const submit = () => {
    setTried(true)
    if (list.length && list.every(whole)) save.mutate(list)
  }
  return (
    <div className={styles.form}>
      <p className={styles.soft}>{t('routing:away.hint')}</p>
      {list.map((one, n) => (
        <div key={one.id} className={styles.reason}>
          {(['zh', 'en'] as const).map((language) => (
            <Input
              key={language}
              aria-label={`${t(`routing:away.${language}`)} ${n + 1}`}
              placeholder={t(`routing:away.${language}`)}
              maxLength={language === 'zh' ? 20 : 30}
              status={tried && !one.name[language].trim() ? 'error' : ''}
              value={one.name[language]}
              onChange={(event) => rename(n, { [language]: event.target.value })}
            />
          ))}
          <Button
            type="text"
            icon={<ArrowUpOutlined aria-hidden />}
            aria-label={t('routing:away.up', { name: one.name[locale] })}
            disabled={n === 0}
            onClick={() => up(n)}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('routing:away.remove', { name: one.name[locale] })}
            disabled={list.length === 1}
            onClick={() => setList(list.filter((_, at) => at !== n))}
          />
        </div>
      ))}
      {tried && !list.every(whole) && (
        <p role="alert" className={styles.problem}>
          {t('routing:away.need')}
        </p>
      )}
      <div className={styles.foot}>
        <Button icon={<PlusOutlined aria-hidden />} disabled={list.length >= MOST} onClick={add}>
          {t('routing:away.add')}
        </Button>
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {t('lists:save')}
        </Button>
      </div>
    </div>
  )
}
