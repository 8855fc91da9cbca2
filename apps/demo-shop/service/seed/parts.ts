import type { PartStock } from '../contract.ts'

export const seedParts: PartStock[] = [
  part('part-af5-basket', '空气炸锅 AF5 炸篮', 'Basket for Air Fryer AF5', 34),
  part('part-rc4-sensor', '电饭煲 RC4 温度传感器', 'Temperature sensor for Rice Cooker RC4', 12),
  part('part-rc4-pot', '电饭煲 RC4 内胆', 'Inner pot for Rice Cooker RC4', 8),
  part('part-k1-base', '电水壶 K1 底座', 'Base for Kettle K1', 21),
  part('part-c3-gasket', '咖啡机 C3 密封圈', 'Gasket for Espresso Machine C3', 60),
  part('part-b8-jug', '破壁机 B8 杯体', 'Jug for Blender B8', 5),
  part('part-x10-brush', '扫拖机器人 X10 主刷', 'Main brush for Robot Vacuum X10', 47),
  part('part-x10-mop', '扫拖机器人 X10 拖布（2 片）', 'Mop pads for Robot Vacuum X10 (2)', 0),
  part('part-x10-bag', '扫拖机器人 X10 尘袋（3 只）', 'Dust bags for Robot Vacuum X10 (3)', 150),
  part('part-p7-filter', '空气净化器 P7 滤芯', 'Filter for Air Purifier P7', 28),
  part('part-h2-filter', '加湿器 H2 滤网', 'Filter for Humidifier H2', 90),
  part('part-d12-tank', '除湿机 D12 水箱', 'Tank for Dehumidifier D12', 6),
  part('part-s8-mesh', '吹风机 S8 尾部滤网', 'Rear filter for Hair Dryer S8', 41),
  part('part-t5-head', '电动牙刷 T5 刷头（4 支）', 'Brush heads for Toothbrush T5 (4)', 260),
]

function part(partId: string, name: string, nameEn: string, stock: number): PartStock {
  return { partId, name, nameEn, stock }
}
