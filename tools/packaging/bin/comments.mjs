#!/usr/bin/env node
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { exportsOf, originOf } from './exports.mjs';

// Everything that a package shows has a comment: what it exports, the types in their signatures,
// and every field of these types: `node comments.mjs [ROOT]`. A field of one literal, the `kind` of
// a record, needs none where the record has one; in a union it is the place for what the case is.

const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv.slice(2);

const { checker, exports } = exportsOf(root);

const isTypeDeclaration = (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

const hasComment = (node) =>
  ts.getJSDocCommentsAndTags(node).some((found) => ts.isJSDoc(found) && found.comment !== undefined);

/** All nodes below one, itself included, but those to leave out: what a function does. */
const within = (node, leavesOut = ts.isBlock) => {
  const below = [];
  ts.forEachChild(node, (child) => {
    if (!leavesOut(child)) below.push(...within(child, leavesOut));
  });
  return [node, ...below];
};

/** The part of a declaration that its users see. */
const signature = (declaration) => {
  if (!ts.isVariableDeclaration(declaration)) return declaration;
  const { type, initializer } = declaration;
  return type ?? (initializer && ts.isArrowFunction(initializer) ? initializer : declaration.name);
};

const isField = (node) => ts.isPropertySignature(node) || ts.isMethodSignature(node);

const isOfUnion = ({ parent }) =>
  ts.isUnionTypeNode(parent) ||
  ((ts.isIntersectionTypeNode(parent) || ts.isParenthesizedTypeNode(parent)) && isOfUnion(parent));

const saysItself = ({ type, parent }) =>
  type !== undefined && ts.isLiteralTypeNode(type) && !isOfUnion(parent);

/** What picks members of a union: its fields are theirs. */
const isPattern = (node) => ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Extract';

const fieldsOf = (declaration) =>
  isTypeDeclaration(declaration)
    ? within(declaration, isPattern).filter((node) => isField(node) && !saysItself(node))
    : [];

/** The declarations of a symbol that its users see; of a namespace, those of all that it holds. */
const declarationsOf = (symbol) => {
  const declarations = symbol.declarations ?? [];
  if (declarations.some(ts.isSourceFile))
    return checker.getExportsOfModule(symbol).flatMap((inside) => declarationsOf(originOf(checker, inside)));
  const overloaded = declarations.length > 1;
  return declarations.filter((one) => !(overloaded && ts.isFunctionDeclaration(one) && one.body));
};

/** The types of our own that a signature names. */
const namedBy = (declaration) =>
  within(signature(declaration))
    .map((node) =>
      ts.isTypeReferenceNode(node)
        ? node.typeName
        : ts.isExpressionWithTypeArguments(node)
          ? node.expression
          : undefined,
    )
    .filter((name) => name !== undefined)
    .flatMap((name) => originOf(checker, checker.getSymbolAtLocation(name)).declarations ?? [])
    .filter(isTypeDeclaration);

const packageOf = (node) =>
  /^packages\/([^/]+)\/src\//.exec(relative(root, node.getSourceFile().fileName))?.[1];

const shown = new Set();
const show = (declaration) => {
  if (shown.has(declaration) || packageOf(declaration) === undefined) return;
  shown.add(declaration);
  namedBy(declaration).forEach(show);
};
exports.flatMap(({ symbol }) => declarationsOf(symbol)).forEach(show);

const problem = (node, name) => {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return {
    path: relative(root, file.fileName),
    line: line + 1,
    message: `${name}: expected a comment, found none`,
  };
};

const problems = [...shown]
  .flatMap((declaration) => {
    const name = declaration.name.getText();
    return [
      ...(hasComment(declaration) ? [] : [problem(declaration, name)]),
      ...fieldsOf(declaration)
        .filter((field) => !hasComment(field))
        .map((field) => problem(field, `${name}.${field.name.getText()}`)),
    ];
  })
  .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));

problems.forEach(({ path, line, message }) => console.error(`${path}:${line}: ${message}`));
process.exitCode = problems.length === 0 ? 0 : 1;
