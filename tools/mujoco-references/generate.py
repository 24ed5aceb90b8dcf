"""Writes what Gymnasium's environments do on native MuJoCo, for the tests of packages/environments-mujoco.

    python3 -m venv /tmp/references && /tmp/references/bin/pip install -r tools/mujoco-references/requirements.txt
    /tmp/references/bin/python tools/mujoco-references/generate.py

Only needed to make the files anew: neither the build nor the tests run it.
"""

import json
from pathlib import Path

import gymnasium
import mujoco
import numpy as np

FOLDER = Path(__file__).parents[2] / "packages/environments-mujoco/src/references"
STEPS = 50

# Fields of the compiled model on which its dynamics depend; one row a body, geom, joint, degree of freedom or motor.
# The WASM build cannot show arrays of truth values (jnt_limited, actuator_ctrllimited): what they do is seen in episodes.
MODEL_FIELDS = """
    qpos0 qpos_spring
    body_parentid body_pos body_quat body_ipos body_mass body_subtreemass
    geom_type geom_bodyid geom_contype geom_conaffinity geom_condim geom_size geom_pos geom_friction geom_margin geom_gap
    geom_solmix geom_solref geom_solimp geom_priority
    jnt_type jnt_bodyid jnt_pos jnt_axis jnt_stiffness jnt_range jnt_solref jnt_solimp
    dof_bodyid dof_armature dof_damping dof_frictionloss dof_solref dof_solimp dof_invweight0
    actuator_trntype actuator_trnid actuator_dyntype actuator_gaintype actuator_biastype actuator_gear
    actuator_gainprm actuator_biasprm actuator_ctrlrange actuator_forcerange
""".split()

OPTION_FIELDS = """
    timestep gravity wind magnetic density viscosity integrator cone jacobian solver iterations tolerance impratio
    noslip_iterations ccd_iterations enableflags disableflags o_margin o_solref o_solimp
""".split()


def plain(value):
    """Lists and numbers; floats with so many digits that a step from a rounded state differs by much less than 1e-8."""
    array = np.asarray(value)
    if array.dtype.kind == "f":
        return json.loads(json.dumps(array.tolist()), parse_float=lambda x: float(f"{float(x):.13g}"))
    return array.astype(int).tolist()


def inertia_tensors(model):
    """Of each body about its centre of mass in its own frame: principal axes have no unique order."""
    tensors = []
    for quaternion, principal in zip(model.body_iquat, model.body_inertia):
        rotation = np.zeros(9)
        mujoco.mju_quat2Mat(rotation, quaternion)
        rotation = rotation.reshape(3, 3)
        tensors.append(rotation @ np.diag(principal) @ rotation.T)
    return tensors


def model_of(environment):
    model = environment.model
    return {
        "options": {name: plain(getattr(model.opt, name)) for name in OPTION_FIELDS},
        "fields": {name: plain(getattr(model, name).ravel()) for name in MODEL_FIELDS},
        "inertia": plain(np.ravel(inertia_tensors(model))),
        "geomAxes": plain(np.ravel([axis_of(quaternion) for quaternion in model.geom_quat])),
    }


def axis_of(quaternion):
    """The z axis of a geom: all that matters for capsules, planes and balls."""
    axis = np.zeros(3)
    mujoco.mju_rotVecQuat(axis, np.array([0.0, 0.0, 1.0]), quaternion)
    return axis


def snapshot(environment):
    data = environment.data
    shot = {"positions": plain(data.qpos), "velocities": plain(data.qvel), "warmStart": plain(data.qacc_warmstart)}
    if environment.spec.id.startswith("Ant"):
        shot["root"] = plain(data.body(1).xpos[:2])
    return shot


def episode(environment, seed, task_reward, strength):
    """Uniform actions, clipped as the published programs do; every seventh is doubled before, so that motors saturate."""
    random = np.random.default_rng(seed)
    observation, _ = environment.reset(seed=seed)
    start = {**snapshot(environment), "observation": plain(observation)}
    steps = []
    for h in range(STEPS):
        action = np.array(plain(strength * random.uniform(-1, 1, environment.model.nu) * (2 if h % 7 == 6 else 1)))
        controls = np.clip(action, -1, 1)
        observation, reward, terminated, _, info = environment.step(controls)
        steps.append(
            {
                "action": plain(action),
                **snapshot(environment),
                "observation": plain(observation),
                "reward": plain(task_reward(environment, controls, reward, info)),
                "terminated": bool(terminated),
            }
        )
        if terminated:
            break
    return {"start": start, "steps": steps}


def as_it_is(environment, controls, reward, info):
    return reward


def at_velocity(velocity, cost, bonus=0):
    def reward(environment, controls, _, info):
        healthy = info.get("reward_survive", 0) > 0
        return -abs(info["x_velocity"] - velocity) - cost * np.sum(np.square(controls)) + bonus * healthy

    return reward


def at_goal(goal):
    def reward(environment, controls, _, info):
        distance = np.sum(np.abs(environment.data.body(1).xpos[:2] - goal))
        return -distance - 0.1 * np.sum(np.square(controls)) - environment.contact_cost

    return reward


def some_factors(bodies, motors, geoms):
    random = np.random.default_rng(bodies)
    return {
        "masses": plain(1.5 ** random.uniform(-3, 3, bodies)),
        "dampings": plain(1.3 ** random.uniform(-3, 3, motors)),
        "frictions": plain(1.5 ** random.uniform(-3, 3, geoms)),
    }


def scale(environment, task):
    """The world, first of the bodies, has no mass; the last degrees of freedom have motors."""
    model = environment.model
    model.body_mass[1:] *= task["masses"]
    model.body_inertia[1:] *= np.reshape(task["masses"], (-1, 1))
    model.dof_damping[-model.nu :] *= task["dampings"]
    model.geom_friction *= np.reshape(task["frictions"], (-1, 1))
    mujoco.mj_setConst(model, environment.data)


# kind of our environment: Gymnasium's environment, its options, the task, the reward of the task
ENVIRONMENTS = {
    "half-cheetah-direction": (
        "HalfCheetah-v5",
        {"forward_reward_weight": -1, "ctrl_cost_weight": 0.05},
        {"direction": -1},
        as_it_is,
    ),
    "half-cheetah-velocity": ("HalfCheetah-v5", {}, {"velocity": 1.3}, at_velocity(1.3, 0.05)),
    "ant-direction": ("Ant-v5", {"forward_reward_weight": -1}, {"direction": -1}, as_it_is),
    "ant-goal": (
        "Ant-v5",
        {"exclude_current_positions_from_observation": False, "terminate_when_unhealthy": False},
        {"goal": [1.2, -0.7]},
        at_goal([1.2, -0.7]),
    ),
    "swimmer-velocity": ("Swimmer-v5", {}, {"velocity": 0.15}, at_velocity(0.15, 0.0001)),
    "walker2d-velocity": ("Walker2d-v5", {}, {"velocity": 2.5}, at_velocity(2.5, 0.001, 15)),
    "hopper-velocity": ("Hopper-v5", {}, {"velocity": 1.5}, at_velocity(1.5, 0.001, 5)),
    "walker2d-params": ("Walker2d-v5", {}, some_factors(7, 6, 8), as_it_is),
    "hopper-params": ("Hopper-v5", {}, some_factors(4, 3, 5), as_it_is),
}

# The walker and the hopper fall at once under stronger actions.
STRENGTH = {"walker2d-velocity": 0.1, "hopper-velocity": 0.1, "walker2d-params": 0.1, "hopper-params": 0.1}


def write(name, content):
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(path.name, path.stat().st_size, "bytes")


def main():
    for seed, (kind, (name, options, task, reward)) in enumerate(ENVIRONMENTS.items(), start=1):
        environment = gymnasium.make(name, **options).unwrapped
        if "masses" in task:
            scale(environment, task)
        versions = {"gymnasium": gymnasium.__version__, "mujoco": mujoco.__version__}
        write(kind, {"source": name, "versions": versions, "task": task, **episode(environment, seed, reward, STRENGTH.get(kind, 1))})
    for name in ["HalfCheetah-v5", "Ant-v5", "Swimmer-v5", "Walker2d-v5", "Hopper-v5"]:
        environment = gymnasium.make(name).unwrapped
        write(f"model-{name}", {"source": name, **model_of(environment)})


if __name__ == "__main__":
    main()
