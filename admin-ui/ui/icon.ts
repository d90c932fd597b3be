import { h, type SVGAttributes } from 'preact'

type Shape = readonly [tag: string, attributes: Record<string, string>]
type IconProps = SVGAttributes<SVGSVGElement> & { size?: number }

/**
 * An icon of 24 by 24 units, drawn in the color of the text. The build puts it in place of the component of the icon
 * library, which serves settings that the dashboard does not use: see vite.config.ts.
 */
export const iconOf =
  (shapes: readonly Shape[]) =>
  ({ size = 24, ...attributes }: IconProps) =>
    h(
      'svg',
      {
        width: size,
        height: size,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': '1.75',
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        ...attributes,
      },
      shapes.map(([tag, shape]) => h(tag, shape)),
    )
