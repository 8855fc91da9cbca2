import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Background, BackgroundVariant, Panel, useReactFlow } from '@xyflow/react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import styles from './ground.module.css'
import { MOVE } from './move.ts'

/** What lies under every picture of React Flow: the dots, and buttons and keys to zoom. `group` names its keys in the help. */
export function Ground({ group }: { group: string }) {
  const { t } = useTranslation('lists')
  const flow = useReactFlow()
  const zoomIn = () => void flow.zoomIn(MOVE)
  const zoomOut = () => void flow.zoomOut(MOVE)
  const fit = () => void flow.fitView({ padding: 0.08, maxZoom: 1, ...MOVE })
  useCommands([
    { id: 'canvas:in', title: t('canvas.zoomIn'), group, keys: '=', run: zoomIn, keyOnly: true },
    { id: 'canvas:out', title: t('canvas.zoomOut'), group, keys: '-', run: zoomOut, keyOnly: true },
    { id: 'canvas:fit', title: t('canvas.fit'), group, keys: '0', run: fit },
  ])
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--line)" />
      <Panel position="bottom-left" className={styles.controls}>
        <Button
          size="small"
          icon={<MinusOutlined aria-hidden />}
          onClick={zoomOut}
          title={`${t('canvas.zoomOut')}  -`}
          aria-label={t('canvas.zoomOut')}
        />
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={zoomIn}
          title={`${t('canvas.zoomIn')}  =`}
          aria-label={t('canvas.zoomIn')}
        />
        <Button size="small" icon={<CompressOutlined aria-hidden />} onClick={fit} title={`${t('canvas.fit')}  0`}>
          {t('canvas.fit')}
        </Button>
      </Panel>
    </>
  )
}
