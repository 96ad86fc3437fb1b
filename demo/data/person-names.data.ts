export const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常';

export const givenCharacters =
  '子轩雨涵欣怡梓晨思远佳宁浩然诗琪嘉豪梦瑶俊杰雅婷志强丽娟建国晓峰文静海燕明辉玉兰春生若溪一诺沐阳可馨宇航静怡泽洋芷若云帆书瑶景行清越知夏安然';

export const englishNames = [
  'Emma',
  'Liam',
  'Olivia',
  'Noah',
  'Sophie',
  'James',
  'Mia',
  'Lucas',
  'Anna',
  'Daniel',
  'Grace',
  'Oliver',
  'Chloe',
  'Marco',
  'Nina',
  'Peter',
  'Julia',
  'Thomas',
  'Amelie',
  'David',
] as const;

export const englishInitials = 'ABCDEFGHIJKLMNOPRSTVWYZ';
