import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

/** The parts of ECharts that the console draws with; they are fetched with the first chart. */
export function openParts() {
  use([BarChart, CustomChart, LineChart])
  use([AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent])
  use([CanvasRenderer])
  return { init }
}
