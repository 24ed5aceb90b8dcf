/** The value of an attribute; several numbers are separated by blanks. */
export type Attribute = string | number | boolean | readonly number[];

const text = (value: Attribute): string => (typeof value === 'object' ? value.join(' ') : String(value));

const indented = (lines: string): string => lines.replaceAll(/^/gm, '  ');

/** An XML element. Names and values are taken to hold no character that XML would have escaped. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, Attribute>>,
  children: readonly string[] = [],
): string => {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${text(value)}"`)].join(
    ' ',
  );
  return children.length === 0 ? `<${head}/>` : `<${head}>\n${children.map(indented).join('\n')}\n</${name}>`;
};
