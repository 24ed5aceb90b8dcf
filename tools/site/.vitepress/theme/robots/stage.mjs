import {
  CanvasTexture,
  CapsuleGeometry,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshLambertMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  Sprite,
  SpriteMaterial,
  Vector3,
  WebGLRenderer,
} from 'three';

/** m of ground to each side of the start. */
const far = 40;
/** Numbers for each end of a rod: x, y and z. */
const end = 3;

/** What stands on the ground each two metres: how far it is from the start. */
const label = (metres) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [128, 48];
  const context = canvas.getContext('2d');
  context.font = '34px sans-serif';
  context.textAlign = 'center';
  // White takes the colour of the material.
  context.fillStyle = '#fff';
  context.fillText(`${metres} m`.replace('-', '−'), 64, 36);
  return canvas;
};

const ground = (scene) => {
  const floor = new Mesh(new PlaneGeometry(2 * far, 8), new MeshLambertMaterial());
  const line = new MeshLambertMaterial();
  const words = [];
  scene.add(floor);
  for (let metres = -far; metres <= far; metres++) {
    const mark = new Mesh(new PlaneGeometry(0.03, 2.4), line);
    mark.position.set(metres, 0, 0.002);
    scene.add(mark);
    if (metres % 2 !== 0) continue;
    const word = new Sprite(new SpriteMaterial({ map: new CanvasTexture(label(metres)) }));
    word.position.set(metres, 1.3, 0.12);
    word.scale.set(0.6, 0.225, 1);
    scene.add(word);
    words.push(word.material);
  }
  return (colours) => {
    floor.material.color.set(colours.floor);
    line.color.set(colours.line);
    for (const word of words) word.color.set(colours.text);
  };
};

/** The rods of a robot, each a capsule that lies from one end to the other. */
const robot = (scene, { rods, radii }) => {
  const material = new MeshLambertMaterial();
  const up = new Vector3(0, 1, 0);
  const [from, to] = [new Vector3(), new Vector3()];
  const meshes = radii.map((radius, i) => {
    from.fromArray(rods, 2 * end * i);
    to.fromArray(rods, 2 * end * i + end);
    return new Mesh(new CapsuleGeometry(radius, from.distanceTo(to), 6, 14), material);
  });
  scene.add(...meshes);
  /** Between two moments in a straight line. */
  const put = (target, all, time, offset) => {
    const size = 2 * end * radii.length;
    const [moment, share] = [Math.floor(time), time % 1];
    const at = (k, i) => all[size * k + offset + i];
    const entry = (i) =>
      share === 0 ? at(moment, i) : (1 - share) * at(moment, i) + share * at(moment + 1, i);
    target.set(entry(0), entry(1), entry(2));
  };
  return (episode, time, colour) => {
    material.color.set(colour);
    meshes.forEach((mesh, i) => {
      put(from, episode.rods, time, 2 * end * i);
      put(to, episode.rods, time, 2 * end * i + end);
      mesh.position.addVectors(from, to).multiplyScalar(0.5);
      mesh.quaternion.setFromUnitVectors(up, to.sub(from).normalize());
    });
    return meshes[0].position.x;
  };
};

/**
 * Draws robots on a canvas, one lane below the other, each followed by a camera. Throws where there
 * is no WebGL.
 */
export const stage = (canvas, first) => {
  const renderer = new WebGLRenderer({ canvas, antialias: true });
  renderer.setScissorTest(true);
  const scene = new Scene();
  const sun = new DirectionalLight(0xffffff, 2);
  sun.position.set(-2, -4, 6);
  scene.add(new HemisphereLight(0xffffff, 0x888888, 1.6), sun);
  const camera = new PerspectiveCamera(20, 1, 0.1, 60);
  camera.up.set(0, 0, 1);
  const paint = ground(scene);
  const place = robot(scene, first);

  return {
    /** Each lane has an episode and a colour; `time` is in steps. */
    draw: (lanes, time, colours) => {
      const { clientWidth: width, clientHeight: height } = canvas;
      renderer.setPixelRatio(Math.min(2, devicePixelRatio));
      renderer.setSize(width, height, false);
      renderer.setClearColor(colours.sky);
      paint(colours);
      const each = height / lanes.length;
      camera.aspect = width / each;
      camera.updateProjectionMatrix();
      lanes.forEach(({ episode, colour }, i) => {
        const x = place(episode, time, colour);
        camera.position.set(x, -5, 1.3);
        camera.lookAt(x, 0, 0.42);
        const bottom = height - each * (i + 1);
        renderer.setViewport(0, bottom, width, each);
        renderer.setScissor(0, bottom, width, each);
        renderer.render(scene, camera);
      });
    },
    dispose: () => renderer.dispose(),
  };
};
