import { type ThemeConfig, theme } from 'antd';

import { fonts, monospace, motion, radius, type Tokens } from './tokens.ts';

/** How high and wide at least is what a finger is to hit. */
const finger = 44;

/** The tokens as antd wants them; on a phone all controls are as high as a finger needs. */
export function antdTheme(tokens: Tokens, still: boolean, narrow: boolean): ThemeConfig {
  return {
    algorithm: tokens.mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: tokens.primary,
      colorInfo: tokens.primary,
      colorLink: tokens.primary,
      colorSuccess: tokens.good,
      colorWarning: tokens.accent,
      colorError: tokens.risk,
      colorText: tokens.ink,
      colorTextSecondary: tokens.muted,
      colorTextTertiary: tokens.muted,
      colorTextDescription: tokens.muted,
      colorTextPlaceholder: tokens.muted,
      colorBgBase: tokens.paper,
      colorBgLayout: tokens.ground,
      colorBgContainer: tokens.paper,
      colorBgElevated: tokens.paper,
      colorBorder: tokens.edge,
      colorBorderSecondary: tokens.line,
      colorBorderDisabled: tokens.line,
      colorSplit: tokens.line,
      colorTextLightSolid: tokens.onPrimary,
      borderRadius: radius,
      borderRadiusLG: radius,
      borderRadiusSM: 4,
      fontFamily: fonts,
      fontFamilyCode: monospace,
      fontSize: 14,
      fontSizeHeading1: 20,
      fontSizeHeading2: 16,
      boxShadow: tokens.shadow,
      boxShadowSecondary: tokens.shadow,
      boxShadowTertiary: 'none',
      motion: !still,
      motionDurationFast: `${motion / 2}s`,
      motionDurationMid: `${motion}s`,
      motionDurationSlow: `${motion}s`,
      ...(narrow ? { controlHeight: finger, controlHeightSM: finger } : {}),
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Segmented: narrow ? { trackPadding: 0 } : {},
      Tabs: narrow ? { horizontalItemPadding: '11px 0', horizontalItemGutter: 12 } : {},
      Tooltip: { colorBgSpotlight: '#1E293B', colorTextLightSolid: '#F8FAFC' },
    },
  };
}
