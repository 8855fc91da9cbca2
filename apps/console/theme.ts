import { theme as ant, type ThemeConfig } from 'antd'
import { dark, density as densities, fontFamily, light, monoFamily, shadows, sizes } from '../kit/tokens.ts'
import type { Density } from './preferences.ts'

/** Ant Design dressed in the house's tokens. Pages themselves use the CSS variables of the kit, never Ant's. */
export function antTheme(mode: 'light' | 'dark', density: Density): ThemeConfig {
  const color = mode === 'dark' ? dark : light
  const { control } = densities[density]
  return {
    algorithm: mode === 'dark' ? ant.darkAlgorithm : ant.defaultAlgorithm,
    token: {
      colorPrimary: color.action,
      colorPrimaryHover: color['action-hover'],
      colorLink: color['action-text'],
      colorInfo: color.action,
      colorSuccess: color.good,
      colorInfoBg: color['action-soft'],
      colorInfoBorder: color.line,
      colorSuccessBg: color['good-soft'],
      colorWarning: color.person,
      colorError: color.risk,
      colorBgBase: color.surface,
      colorBgLayout: color.page,
      colorBgContainer: color.surface,
      colorBgElevated: color['surface-raised'],
      colorText: color.text,
      colorTextSecondary: color['text-soft'],
      colorTextTertiary: color['text-faint'],
      colorTextPlaceholder: color['text-faint'],
      colorBorder: color.line,
      colorBorderSecondary: color.line,
      colorTextLightSolid: color['on-action'],
      colorFillAlter: color.page,
      colorBgMask: mode === 'dark' ? color.veil : '#2b261d57',
      fontFamily,
      fontFamilyCode: monoFamily,
      fontSize: sizes['font-m'],
      borderRadius: sizes['radius-m'],
      borderRadiusLG: sizes['radius-l'],
      borderRadiusSM: sizes['radius-s'] + 1,
      controlHeight: control,
      controlHeightSM: control - 8,
      controlHeightLG: control + 8,
      boxShadow: shadows[mode]['shadow-3'],
      boxShadowSecondary: shadows[mode]['shadow-2'],
      boxShadowTertiary: shadows[mode]['shadow-1'],
      motionDurationFast: '0.1s',
      motionDurationMid: '0.15s',
      motionDurationSlow: '0.2s',
      // Ant waits for the end of every movement; without movements it must not wait.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      wireframe: false,
    },
    components: components(mode, density),
  }
}

/** Where a component of Ant has colours or room of its own. */
function components(mode: 'light' | 'dark', density: Density): NonNullable<ThemeConfig['components']> {
  const color = mode === 'dark' ? dark : light
  return {
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      fontWeight: 500,
      defaultBorderColor: color.line,
      defaultBg: color.surface,
    },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Input: { activeShadow: `0 0 0 3px ${color['action-soft']}` },
    Slider: {
      trackBg: color.action,
      trackHoverBg: color['action-hover'],
      handleColor: color.action,
      handleActiveColor: color['action-hover'],
      railBg: color.line,
      railHoverBg: color.line,
    },
    Rate: { starColor: color.person, starBg: color.line },
    Select: { optionSelectedBg: color['action-soft'], optionActiveBg: color.hover },
    Table: {
      headerBg: color.page,
      headerColor: color['text-soft'],
      rowHoverBg: color.hover,
      headerSplitColor: 'transparent',
      cellPaddingBlock: density === 'compact' ? 7 : 11,
    },
    Tabs: {
      titleFontSize: sizes['font-s'],
      horizontalItemPadding: '8px 2px',
      horizontalItemGutter: 18,
      horizontalMargin: '0',
    },
    Tooltip: { colorBgSpotlight: mode === 'dark' ? color['surface-raised'] : color.text },
    Tag: { defaultBg: color['surface-sunken'], defaultColor: color['text-soft'] },
    Dropdown: { controlItemBgHover: color.hover, controlItemBgActive: color['action-soft'] },
    Segmented: { trackBg: color['surface-sunken'], itemSelectedBg: color['surface-raised'] },
  }
}
