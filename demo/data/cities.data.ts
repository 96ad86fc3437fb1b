export interface Province {
  name: string;
  /** Share of the people who live here, in hundredths. */
  weight: number;
  /** Usual days from payment to the door. */
  days: number;
  cities: readonly string[];
}

export const provinces: readonly Province[] = [
  { name: '广东', weight: 13, days: 2.6, cities: ['广州', '深圳', '佛山', '东莞', '珠海'] },
  { name: '浙江', weight: 11, days: 1.6, cities: ['杭州', '宁波', '温州', '金华', '嘉兴'] },
  { name: '江苏', weight: 10, days: 1.8, cities: ['南京', '苏州', '无锡', '常州', '徐州'] },
  { name: '上海', weight: 8, days: 1.5, cities: ['上海'] },
  { name: '四川', weight: 8, days: 3, cities: ['成都', '绵阳', '宜宾', '乐山'] },
  { name: '北京', weight: 7, days: 2.3, cities: ['北京'] },
  { name: '山东', weight: 6, days: 2.4, cities: ['济南', '青岛', '烟台', '潍坊'] },
  { name: '福建', weight: 6, days: 2, cities: ['福州', '厦门', '泉州', '宁德'] },
  { name: '湖北', weight: 5, days: 2.4, cities: ['武汉', '宜昌', '襄阳'] },
  { name: '河南', weight: 4, days: 2.6, cities: ['郑州', '洛阳', '南阳'] },
  { name: '湖南', weight: 4, days: 2.5, cities: ['长沙', '株洲', '岳阳'] },
  { name: '重庆', weight: 3, days: 3, cities: ['重庆'] },
  { name: '安徽', weight: 3, days: 2, cities: ['合肥', '芜湖', '黄山'] },
  { name: '陕西', weight: 3, days: 3, cities: ['西安', '咸阳'] },
  { name: '云南', weight: 2, days: 3.4, cities: ['昆明', '大理', '普洱'] },
  { name: '辽宁', weight: 2, days: 3.1, cities: ['沈阳', '大连'] },
  { name: '广西', weight: 2, days: 3.1, cities: ['南宁', '桂林'] },
  { name: '天津', weight: 1.5, days: 2.4, cities: ['天津'] },
  { name: '黑龙江', weight: 1, days: 3.8, cities: ['哈尔滨', '大庆'] },
  { name: '新疆', weight: 0.5, days: 5.5, cities: ['乌鲁木齐', '喀什'] },
];
